using System.Web;
using BackupDashboard.Shell;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.WebUtilities;

namespace BackupDashboard.Backups;

/// <summary>A view of backups, of one zone or of all. It is kept in the address, so that it can be shared and survives a reload.</summary>
public sealed record BackupsQuery
{
    /// <summary>Part of a title or a slug, the beginning of an id, or a day.</summary>
    public string Search { get; init; } = "";

    /// <summary>Any of these; none for all.</summary>
    public IReadOnlyCollection<BackupState> States { get; init; } = [];

    /// <summary>A whole slug of a knowledge box.</summary>
    public string Box { get; init; } = "";

    /// <summary>Of the page of all zones: the one that is shown; empty for all.</summary>
    public string Zone { get; init; } = "";

    /// <summary>Started on this day or later, in the viewer's time zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included.</summary>
    public DateOnly? Until { get; init; }

    public BackupSort Sort { get; init; } = BackupSort.Started;

    public bool Descending { get; init; } = true;

    public Paging Paging { get; init; } = new();

    private BackupOrder Order => new(Sort, Descending);

    /// <summary>What cannot be understood is ignored, so that an old link still opens.</summary>
    public static BackupsQuery Parse(string address)
    {
        var values = HttpUtility.ParseQueryString(new Uri(address, UriKind.Absolute).Query);
        var sort = values.Name<BackupSort>("sort") ?? BackupSort.Started;
        return new BackupsQuery
        {
            Search = values["q"] ?? "",
            States = values.Names<BackupState>("state"),
            Box = values["box"] ?? "",
            Zone = values["zone"] ?? "",
            From = DayText.Parse(values["from"]),
            Until = DayText.Parse(values["until"]),
            Sort = sort,
            Descending = values["order"] is { } order ? order == "desc" : sort is BackupSort.Started,
            Paging = Paging.Parse(values),
        };
    }

    /// <summary>The address of this view of a page, without defaults.</summary>
    public string ToAddress(string page)
    {
        (string Key, string? Value)[] all =
        [
            ("q", Search), ("state", string.Join(',', States)), ("box", Box), ("zone", Zone), ("from", DayText.Of(From)),
            ("until", DayText.Of(Until)), ("sort", Sort is BackupSort.Started && Descending ? null : Sort.ToString()),
            ("order", Descending == Sort is BackupSort.Started ? null : Descending ? "desc" : "asc"),
        ];
        var values = all.Where(value => !string.IsNullOrEmpty(value.Value)).ToDictionary(value => value.Key, value => value.Value);
        Paging.AddTo(values);
        return QueryHelpers.AddQueryString(page, values);
    }

    /// <summary>The rows of the page and the total. Pages beyond the end are empty.</summary>
    public (IReadOnlyList<(ZoneSnapshot Zone, Backup Backup)> Rows, int Total) ApplyTo(
        IReadOnlyList<ZoneSnapshot> zones, DateTimeOffset now, TimeZoneInfo viewer)
    {
        var filter = FilterFor(now, viewer);
        if (zones is [var only])
        {
            var (rows, ofOne) = only.Backups.Page(filter, Order, Paging.Skipped, Paging.Size, now);
            return ([.. rows.Select(backup => (only, backup))], ofOne);
        }

        // The page lies within the first rows of each zone, wherever they come from.
        var (merged, total) = (new List<(ZoneSnapshot Zone, Backup Backup)>(), 0);
        foreach (var zone in zones.Where(zone => Zone == "" || zone.Zone.Slug == Zone))
        {
            var (rows, found) = zone.Backups.Page(filter, Order, 0, Paging.Skipped + Paging.Size, now);
            merged.AddRange(rows.Select(backup => (zone, backup)));
            total += found;
        }

        return ([.. merged.OrderBy(row => row.Backup, Order.At(now)).Skip(Paging.Skipped).Take(Paging.Size)], total);
    }

    public bool Equals(BackupsQuery? other) => other is not null && ToAddress("") == other.ToAddress("");

    public override int GetHashCode() => ToAddress("").GetHashCode(StringComparison.Ordinal);

    private BackupFilter FilterFor(DateTimeOffset now, TimeZoneInfo viewer)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, viewer).DateTime);
        var typed = DayText.Typed(Search.Trim(), today);
        var from = new[] { From, typed }.Max();
        var until = new[] { Until, typed }.Min();
        return new BackupFilter(
            typed is null ? Search : "", States, Box, from is { } begin ? ViewerTime.StartOf(begin, viewer) : null,
            until is { } end ? ViewerTime.StartOf(end.AddDays(1), viewer) : null);
    }
}
