using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace BackupDashboard.Api;

/// <summary>Anything that is not a success, as RFC 9457 defines it. The types are stable: docs/api.md lists them.</summary>
public sealed class ApiProblem : IResult, IStatusCodeHttpResult
{
    public const string ContentType = "application/problem+json";

    private const string TypePrefix = "urn:backup-dashboard:problem:";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly ProblemDetails _details;
    private readonly TimeSpan? _retryAfter;

    public ApiProblem(int status, string kind, string detail, TimeSpan? retryAfter = null)
    {
        _details = new ProblemDetails { Status = status, Type = TypeOf(kind), Title = TitleOf(kind), Detail = detail };
        _retryAfter = retryAfter;
    }

    public int? StatusCode => _details.Status;

    public static string TypeOf(string kind) => TypePrefix + kind;

    public ApiProblem With(string name, object? value)
    {
        _details.Extensions[name] = value;
        return this;
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = _details.Status!.Value;
        response.Headers.CacheControl = "no-store";
        if (_retryAfter is { } wait)
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return response.WriteAsJsonAsync(_details, Json, ContentType, httpContext.RequestAborted);
    }

    /// <summary>The same for every problem of a type, as the RFC requires: the type in words.</summary>
    private static string TitleOf(string kind) => char.ToUpperInvariant(kind[0]) + kind[1..].Replace('-', ' ');
}
