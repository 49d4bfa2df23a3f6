using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BackupDashboard.Api;

/// <summary>Reads bodies instead of the framework, which would answer 400 without saying what is wrong.</summary>
internal static class JsonBody
{
    public static async Task<(T? Body, ApiProblem? Problem)> ReadAsync<T>(HttpContext context)
        where T : class
    {
        if (!IsJson(context.Request))
            return (null, ApiProblems.Bare(StatusCodes.Status415UnsupportedMediaType));

        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        try
        {
            return await context.Request.ReadFromJsonAsync<T>(json, context.RequestAborted) is { } body
                ? (body, null)
                : (null, ApiProblems.InvalidBody("$", "is null."));
        }
        catch (JsonException exception)
        {
            // Not the exception's words: they name our types.
            return (null, ApiProblems.InvalidBody(
                exception.Path ?? "$", "is no valid JSON, has another type than is expected, or is not known here."));
        }
        catch (BadHttpRequestException exception)
        {
            return (null, ApiProblems.Bare(exception.StatusCode));
        }
    }

    /// <summary>UTF-8 only, as JSON on the wire always is. The framework throws for a charset that it does not know.</summary>
    private static bool IsJson(HttpRequest request) =>
        request.HasJsonContentType()
        && request.GetTypedHeaders().ContentType is { } type
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
