using System.Web;
using BackupDashboard.Journal;
using BackupDashboard.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace BackupDashboard.Activities;

/// <summary>A view of the journal. It is kept in the address, so that it can be shared and survives a reload.</summary>
public sealed record ActivityQuery
{
    /// <summary>The beginning of the id of an operation, a backup, a new box or a correlation.</summary>
    public string Search { get; init; } = "";

    public string Person { get; init; } = "";

    /// <summary>A whole slug: of the box, or of the new one of a restore.</summary>
    public string Box { get; init; } = "";

    public string Zone { get; init; } = "";

    public OperationKind? Kind { get; init; }

    /// <summary>Any of these; none for all.</summary>
    public IReadOnlyCollection<OperationState> States { get; init; } = [];

    /// <summary>The first day, in the viewer's time zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included.</summary>
    public DateOnly? Until { get; init; }

    public Guid? Batch { get; init; }

    public Paging Paging { get; init; } = new();

    /// <summary>What went wrong in the seven days up to this one, or may have.</summary>
    public static ActivityQuery Failures(DateOnly today) => new()
    {
        States = [.. OperationStates.Faults.Append(OperationState.Unknown).Order()],
        From = today.AddDays(-6),
    };

    public bool IsFiltered => Filters().Count > 0;

    /// <summary>What cannot be understood is ignored, so that an old link still opens.</summary>
    public static ActivityQuery Parse(string address)
    {
        var values = HttpUtility.ParseQueryString(new Uri(address, UriKind.Absolute).Query);
        return new ActivityQuery
        {
            Search = values["q"] ?? "",
            Person = values["person"] ?? "",
            Box = values["box"] ?? "",
            Zone = values["zone"] ?? "",
            Kind = values.Name<OperationKind>("kind"),
            States = values.Names<OperationState>("state"),
            From = DayText.Parse(values["from"]),
            Until = DayText.Parse(values["until"]),
            Batch = Guid.TryParse(values["batch"], out var batch) ? batch : null,
            Paging = Paging.Parse(values),
        };
    }

    /// <summary>The address of this view, without defaults.</summary>
    public string ToAddress()
    {
        var values = Filters();
        Paging.AddTo(values);
        return QueryHelpers.AddQueryString(Links.Activity, values);
    }

    /// <summary>
    /// The address to download all matches from. The server does not know the viewer's time zone, so the address names it.
    /// </summary>
    public string ToExport(string format, TimeZoneInfo viewer)
    {
        var values = Filters();
        if (From is not null || Until is not null)
            values["tz"] = viewer.Id;
        return QueryHelpers.AddQueryString(Links.ActivityExport(format), values);
    }

    /// <summary>The time zone that <see cref="ToExport"/> wrote; UTC when there is none, or none that is known here.</summary>
    public static TimeZoneInfo ParseViewer(string address) =>
        HttpUtility.ParseQueryString(new Uri(address, UriKind.Absolute).Query)["tz"] is { } id
            && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
            ? zone
            : TimeZoneInfo.Utc;

    public bool Equals(ActivityQuery? other) => other is not null && ToAddress() == other.ToAddress();

    public override int GetHashCode() => ToAddress().GetHashCode(StringComparison.Ordinal);

    private Dictionary<string, string?> Filters()
    {
        (string Key, string? Value)[] all =
        [
            ("q", Search), ("person", Person), ("box", Box), ("zone", Zone), ("kind", Kind?.ToString()),
            ("state", string.Join(',', States)), ("from", DayText.Of(From)), ("until", DayText.Of(Until)), ("batch", Batch?.ToString()),
        ];
        return all.Where(filter => !string.IsNullOrEmpty(filter.Value)).ToDictionary(filter => filter.Key, filter => filter.Value);
    }
}
