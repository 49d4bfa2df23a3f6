using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace BackupDashboard.Api;

/// <summary>A page of a longer list.</summary>
/// <param name="Items">What is on this page; empty for a page beyond the end.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Number">From 1.</param>
/// <param name="PageSize">How many fit on a page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total, [property: JsonPropertyName("page")] int Number, int PageSize);

/// <param name="Number">From 1.</param>
public readonly record struct Paging(int Number, int Size)
{
    public const int MaximumNumber = 1_000_000;
    public const int MaximumSize = 200;
    public const int DefaultSize = 50;

    public static Paging Of(Parameters parameters) =>
        new(parameters.Number("page", 1, MaximumNumber), parameters.Number("pageSize", DefaultSize, MaximumSize));

    public int Skipped => (Number - 1) * Size;

    public Page<T> Of<T>(IReadOnlyList<T> items, int total) => new(items, total, Number, Size);

    /// <summary>Links to the neighbouring pages, by RFC 8288.</summary>
    public void Link(HttpContext context, int total)
    {
        var last = Math.Max(1, (total + Size - 1) / Size);
        var links = new List<string>();
        if (Number > 1)
            links.Add($"<{Address(context, Math.Min(Number - 1, last))}>; rel=\"prev\"");
        if (Number < last)
            links.Add($"<{Address(context, Number + 1)}>; rel=\"next\"");
        if (links.Count > 0)
            context.Response.Headers.Link = string.Join(", ", links);
    }

    private static string Address(HttpContext context, int page)
    {
        var values = context.Request.Query.Where(pair => !string.Equals(pair.Key, "page", StringComparison.OrdinalIgnoreCase))
            .Append(new("page", page.ToString(CultureInfo.InvariantCulture)));
        return QueryHelpers.AddQueryString(context.Request.PathBase.Add(context.Request.Path).ToUriComponent(), values);
    }
}
