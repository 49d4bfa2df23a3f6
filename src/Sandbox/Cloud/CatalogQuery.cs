using BackupDashboard.Sandbox.Cloud.Validation;

namespace BackupDashboard.Sandbox.Cloud;

internal sealed record DateRange(DateTimeOffset? Since, DateTimeOffset? Until)
{
    public static DateRange Any { get; } = new(null, null);

    public bool Contains(DateTimeOffset moment) => !(moment < Since) && !(moment > Until);
}

// Which resources are wanted. Ranges by an expression, or by the parameters that it has replaced.
internal sealed record CatalogQuery(int Page, int Size, DateRange? Modified, DateRange? Created, bool OldestFirst)
{
    private const int LargestPage = 200;

    public static CatalogQuery Read(JsonBody body)
    {
        const string Expression = "filter_expression";
        var range = Range(body.OptionalTime(Expression, "resource", "since"), body.OptionalTime(Expression, "resource", "until"));
        var isOfCreation = body.OptionalText(Expression, "resource", "prop") == "created";
        return new CatalogQuery(
            body.OptionalInteger("page_number", byDefault: 0, min: 0, max: int.MaxValue),
            body.OptionalInteger("page_size", byDefault: 20, min: 0, max: LargestPage),
            (isOfCreation ? null : range)
                ?? Range(body.OptionalTime("range_modification_start"), body.OptionalTime("range_modification_end")),
            (isOfCreation ? range : null) ?? Range(body.OptionalTime("range_creation_start"), body.OptionalTime("range_creation_end")),
            body.OptionalText("sort", "order") == "asc");
    }

    private static DateRange? Range(DateTimeOffset? since, DateTimeOffset? until) =>
        since is null && until is null ? null : new DateRange(since, until);
}
