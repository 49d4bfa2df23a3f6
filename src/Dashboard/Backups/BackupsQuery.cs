using System.Web;
using BackupDashboard.Shell;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.WebUtilities;

namespace BackupDashboard.Backups;

/// <summary>A view of a zone's backups. It is kept in the address, so that it can be shared and survives a reload.</summary>
public sealed record BackupsQuery
{
    /// <summary>Part of a title, a slug or an id.</summary>
    public string Search { get; init; } = "";

    public BackupState? State { get; init; }

    /// <summary>A whole slug of a knowledge box.</summary>
    public string Box { get; init; } = "";

    public BackupSort Sort { get; init; } = BackupSort.Started;

    public bool Descending { get; init; } = true;

    public Paging Paging { get; init; } = new();

    public bool IsFiltered => Search != "" || State is not null || Box != "";

    private BackupOrder Order => new(Sort, Descending);

    /// <summary>What cannot be understood is ignored, so that an old link still opens.</summary>
    public static BackupsQuery Parse(string address)
    {
        var values = HttpUtility.ParseQueryString(new Uri(address, UriKind.Absolute).Query);
        var sort = values.Name<BackupSort>("sort") ?? BackupSort.Started;
        return new BackupsQuery
        {
            Search = values["q"] ?? "",
            State = values.Name<BackupState>("state"),
            Box = values["box"] ?? "",
            Sort = sort,
            Descending = values["order"] is { } order ? order == "desc" : sort is BackupSort.Started,
            Paging = Paging.Parse(values),
        };
    }

    /// <summary>The address of this view, without defaults.</summary>
    public string ToAddress(string zone)
    {
        var values = new Dictionary<string, string?>();
        if (Search != "")
            values["q"] = Search;
        if (State is { } state)
            values["state"] = state.ToString();
        if (Box != "")
            values["box"] = Box;
        if (Sort is not BackupSort.Started || !Descending)
            values["sort"] = Sort.ToString();
        if (Descending != Sort is BackupSort.Started)
            values["order"] = Descending ? "desc" : "asc";
        Paging.AddTo(values);
        return QueryHelpers.AddQueryString(Links.Zone(zone), values);
    }

    /// <summary>The same zone may give other rows a moment later.</summary>
    public bool DependsOnTime(ZoneSnapshot snapshot) => Order.DependsOnTime && snapshot.Backups.Unfinished.Count > 0;

    /// <summary>The rows of the page and the total. Pages beyond the end are empty.</summary>
    public (IReadOnlyList<Backup> Rows, int Total) ApplyTo(ZoneSnapshot snapshot, DateTimeOffset now) =>
        snapshot.Backups.Page(new(Search, State, Box), Order, Paging.Skipped, Paging.Size, now);
}
