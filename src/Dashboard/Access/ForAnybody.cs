using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Access;

// Marks what everyone gets alike: health, static files, error pages. No one is authenticated there, so that a session that cannot be read
// or a provider that does not answer takes none of them away. An error page keeps the user of the failed request.
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ForAnybodyAttribute : Attribute;

internal static class ForAnybody
{
    internal const string Scheme = "Nobody";

    public static TBuilder AllowAnybody<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.AllowAnonymous().WithMetadata(new ForAnybodyAttribute());

    internal static bool Is(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ForAnybodyAttribute>() is not null;

    internal sealed class Handler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());
    }
}
