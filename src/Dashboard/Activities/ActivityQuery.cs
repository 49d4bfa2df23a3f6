using System.Globalization;
using System.Web;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace BackupDashboard.Activities;

/// <summary>What a person wants to see of the journal. It lives in the address, so that it can be shared and survives a reload.</summary>
public sealed record ActivityQuery
{
    private const string DateFormat = "yyyy-MM-dd";

    /// <summary>The beginning of an operation's, a backup's, a new box's or a correlation's id.</summary>
    public string Search { get; init; } = "";

    /// <summary>The directory's object id.</summary>
    public string Person { get; init; } = "";

    /// <summary>A slug, whole: of the box, or of the new one that a restore asks for.</summary>
    public string Box { get; init; } = "";

    public string Zone { get; init; } = "";

    public OperationKind? Kind { get; init; }

    public OperationState? State { get; init; }

    /// <summary>The first day, in the viewer's time zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, which still counts.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>What was asked for together.</summary>
    public Guid? Batch { get; init; }

    public Paging Paging { get; init; } = new();

    public bool IsFiltered => Filters().Count > 0;

    /// <summary>Reads an address. What cannot be understood is as if it were not there: an old link still opens.</summary>
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
            State = values.Name<OperationState>("state"),
            From = Day(values["from"]),
            Until = Day(values["until"]),
            Batch = Guid.TryParse(values["batch"], out var batch) ? batch : null,
            Paging = Paging.Parse(values),
        };
    }

    /// <summary>The address of this view; what is as usual is left out.</summary>
    public string ToAddress()
    {
        var values = Filters();
        Paging.AddTo(values);
        return QueryHelpers.AddQueryString(Links.Activity, values);
    }

    /// <summary>Where everything that matches is downloaded from. The server does not know where the viewer is: the address says so.</summary>
    public string ToExport(string format, TimeZoneInfo viewer)
    {
        var values = Filters();
        if (From is not null || Until is not null)
            values["tz"] = viewer.Id;
        return QueryHelpers.AddQueryString(Links.ActivityExport(format), values);
    }

    /// <summary>The time zone that <see cref="ToExport"/> has written; UTC when there is none, or none that is known here.</summary>
    public static TimeZoneInfo ParseViewer(string address) =>
        HttpUtility.ParseQueryString(new Uri(address, UriKind.Absolute).Query)["tz"] is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
            ? zone
            : TimeZoneInfo.Utc;

    /// <summary>As a form writes it; anything else is no day.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and < 2200 ? day : null;

    public static string? Text(DateOnly? day) => day?.ToString(DateFormat, CultureInfo.InvariantCulture);

    private Dictionary<string, string?> Filters()
    {
        (string Key, string? Value)[] all =
        [
            ("q", Search), ("person", Person), ("box", Box), ("zone", Zone), ("kind", Kind?.ToString()), ("state", State?.ToString()),
            ("from", Text(From)), ("until", Text(Until)), ("batch", Batch?.ToString()),
        ];
        return all.Where(filter => !string.IsNullOrEmpty(filter.Value)).ToDictionary(filter => filter.Key, filter => filter.Value);
    }
}
