using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackupDashboard.Sandbox.Cloud;

// The control API's JSON: camel case; unknown members are refused, so that typing errors are noticed.
internal static class ControlBody
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
    };

    public static async Task<(T? Body, IResult? Refusal)> ReadAsync<T>(HttpRequest request)
        where T : class
    {
        if (!request.HasJsonContentType())
            return (null, Refuse("Send JSON, with the header Content-Type: application/json"));

        try
        {
            var body = await JsonSerializer.DeserializeAsync<T>(request.Body, Options, request.HttpContext.RequestAborted);
            return body is null ? (null, Refuse("The body must be a JSON object")) : (body, null);
        }
        catch (JsonException malformed)
        {
            var where = malformed.Path ?? "$";
            return (null, Refuse($"The body is not what this call takes, at {where}: no JSON, an unknown name or a wrong type"));
        }
    }

    public static IResult Refuse(string reason) => Errors.Detail(StatusCodes.Status400BadRequest, reason);

    public static IResult Answer<T>(T value) => TypedResults.Json(value, Options);
}
