using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace BackupDashboard.Api;

internal static class ApiGuards
{
    private const string Json = "application/json";

    /// <summary>Of an endpoint that answers with something other than JSON.</summary>
    internal sealed record AnsweredAs(string Type);

    public static ValueTask<object?> AnswerOnlyWhatIsAcceptedAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // Whatever its parameters: many clients add the charset.
        var accepted = context.HttpContext.Request.GetTypedHeaders().Accept;
        var answered = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<AnsweredAs>()?.Type ?? Json;
        return accepted.Count == 0 || accepted.Any(type => type.Quality is not 0 && type.MatchesMediaType(answered))
            ? next(context)
            : ValueTask.FromResult<object?>(ApiProblems.NotAcceptable);
    }

    /// <summary>A browser sends its cookie whoever made it send the request; only the program that has a token sends it.</summary>
    public static async ValueTask<object?> AskCookiesForMoreAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || IsByToken(http))
            return await next(context);

        var antiforgery = http.RequestServices.GetRequiredService<IAntiforgery>();
        return await antiforgery.IsRequestValidAsync(http) ? await next(context) : ApiProblems.Antiforgery;
    }

    /// <summary>By the scheme that admitted the caller, not by what was sent: a header that was not checked proves nothing.</summary>
    private static bool IsByToken(HttpContext context) =>
        context.Features.Get<IAuthenticateResultFeature>(
            )?.AuthenticateResult?.Ticket?.AuthenticationScheme == JwtBearerDefaults.AuthenticationScheme;
}
