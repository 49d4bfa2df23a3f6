using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Access;

/// <summary>
/// Marks what everybody gets alike: health, files and pages about errors. Nobody is asked who they are there, so that a session that cannot be
/// looked up, or a provider that does not answer, takes none of them away. An error page keeps the person of the request that has failed.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ForAnybodyAttribute : Attribute;

public static class ForAnybody
{
    internal const string Scheme = "Nobody";

    /// <summary>Open to everybody, and the same to everybody.</summary>
    public static TBuilder AllowAnybody<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.AllowAnonymous().WithMetadata(new ForAnybodyAttribute());

    internal static bool Is(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ForAnybodyAttribute>() is not null;

    /// <summary>Recognises nobody, without looking.</summary>
    internal sealed class Handler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());
    }
}
