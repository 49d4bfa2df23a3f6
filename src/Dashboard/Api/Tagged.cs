using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BackupDashboard.Api;

/// <summary>
/// An answer with a tag. Two answers with the same tag are the same bytes, whatever has changed, even the caller's rights. The age of an
/// answer must not be part of it, because that changes with every poll; it is in a header instead.
/// </summary>
internal sealed class Tagged<T>(Func<T> make, DateTimeOffset? asOf) : IResult, IEndpointMetadataProvider
{
    public Tagged(T value, DateTimeOffset? asOf)
        : this(() => value, asOf)
    {
    }

    /// <summary>Follows from everything that the answer follows from, so that it need not be made for a caller who has it already. Null:
    /// from the bytes of the answer.</summary>
    public EntityTagHeaderValue? Tag { get; init; }

    /// <summary>Adds links to neighbours to an answer with a body.</summary>
    public Action? Link { get; init; }

    /// <summary>Many will want this answer, and the next one is given the same bytes.</summary>
    public bool IsPopular { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = Tag is null ? Made(httpContext) : null;
        var tag = Tag ?? ContentTag.OfBytes(body);
        var response = httpContext.Response;
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = "Authorization, Cookie";
        if (asOf is { } at)
            response.Headers[ApiHeaders.ZoneAsOf] = at.UtcDateTime.ToString("O");
        if (httpContext.Request.Headers.IfNoneMatch.Count > 0
            && httpContext.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)
                || known == EntityTagHeaderValue.Any))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        Link?.Invoke();
        body ??= Made(httpContext);
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void)));
    }

    private byte[] Made(HttpContext context)
    {
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return Tag is { } tag && IsPopular
            ? context.RequestServices.GetRequiredService<ReadyBodies>().Get(tag, () => JsonSerializer.SerializeToUtf8Bytes(make(), json))
            : JsonSerializer.SerializeToUtf8Bytes(make(), json);
    }
}
