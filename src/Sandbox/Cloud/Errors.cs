using BackupDashboard.Sandbox.Cloud.Validation;

namespace BackupDashboard.Sandbox.Cloud;

// The body of every refusal: a text, or the contract's list of what is invalid.
internal static class Errors
{
    public static IResult Detail(int status, string text) => TypedResults.Json(new TextDetail(text), statusCode: status);

    public static IResult NotFound(string what) => Detail(StatusCodes.Status404NotFound, $"{what} not found");

    public static IResult Invalid(IReadOnlyList<ValidationError> errors) =>
        TypedResults.Json(new ValidationDetail(errors), statusCode: StatusCodes.Status422UnprocessableEntity);

    public static Task DescribeStatusAsync(Microsoft.AspNetCore.Diagnostics.StatusCodeContext refused)
    {
        var response = refused.HttpContext.Response;
        var reason = response.StatusCode switch
        {
            StatusCodes.Status404NotFound => "Not Found",
            StatusCodes.Status405MethodNotAllowed => "Method Not Allowed",
            _ => "Refused",
        };
        return response.WriteAsJsonAsync(new TextDetail(reason), refused.HttpContext.RequestAborted);
    }

    private sealed record TextDetail(string Detail);

    private sealed record ValidationDetail(IReadOnlyList<ValidationError> Detail);
}
