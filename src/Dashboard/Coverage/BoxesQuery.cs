using System.Web;
using BackupDashboard.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace BackupDashboard.Coverage;

/// <summary>
/// A view of the knowledge boxes of all zones. It is kept in the address, so that it can be shared and survives a reload.
/// </summary>
public sealed record BoxesQuery
{
    /// <summary>Part of a title or a slug, or the beginning of an id.</summary>
    public string Search { get; init; } = "";

    public string Zone { get; init; } = "";

    /// <summary>Only boxes with one of these verdicts; none for all.</summary>
    public IReadOnlyCollection<Verdict> Verdicts { get; init; } = [];

    public BoxSort Sort { get; init; } = BoxSort.Urgency;

    public bool Descending { get; init; }

    public Paging Paging { get; init; } = new();

    public bool IsFiltered => Search != "" || Zone != "" || Verdicts.Count > 0;

    /// <summary>What cannot be understood is ignored, so that an old link still opens.</summary>
    public static BoxesQuery Parse(string address)
    {
        var values = HttpUtility.ParseQueryString(new Uri(address, UriKind.Absolute).Query);
        return new BoxesQuery
        {
            Search = values["q"] ?? "",
            Zone = values["zone"] ?? "",
            Verdicts = values.Names<Verdict>("verdict"),
            Sort = values.Name<BoxSort>("sort") ?? BoxSort.Urgency,
            Descending = values["order"] == "desc",
            Paging = Paging.Parse(values),
        };
    }

    /// <summary>The address of this view, without defaults.</summary>
    public string ToAddress()
    {
        var values = new Dictionary<string, string?>();
        if (Search != "")
            values["q"] = Search;
        if (Zone != "")
            values["zone"] = Zone;
        if (Verdicts.Count > 0)
            values["verdict"] = string.Join(',', Verdicts);
        if (Sort is not BoxSort.Urgency)
            values["sort"] = Sort.ToString();
        if (Descending)
            values["order"] = "desc";
        Paging.AddTo(values);
        return QueryHelpers.AddQueryString(Links.Boxes, values);
    }

    /// <summary>All boxes that the filters leave, in the order of the view.</summary>
    public List<BoxCoverage> ApplyTo(CoverageReport report)
    {
        var boxes = report.Boxes.Where(Matches);
        return [.. (Descending ? boxes.OrderDescending(Order) : boxes.Order(Order))];
    }

    public bool Equals(BoxesQuery? other) => other is not null && ToAddress() == other.ToAddress();

    public override int GetHashCode() => ToAddress().GetHashCode(StringComparison.Ordinal);

    private bool Matches(BoxCoverage box) =>
        (Zone == "" || box.Zone == Zone)
        && (Verdicts.Count == 0 || Verdicts.Contains(box.Verdict))
        && (Search == "" || box.Box.Title.Contains(Search, StringComparison.OrdinalIgnoreCase)
            || box.Box.Slug.Contains(Search, StringComparison.OrdinalIgnoreCase)
            || box.Box.Id.StartsWith(Search, StringComparison.OrdinalIgnoreCase));

    // The same key twice falls back to where the box is, so that no two looks at the same boxes differ.
    private IComparer<BoxCoverage> Order => Comparer<BoxCoverage>.Create((one, other) =>
    {
        var order = Sort switch
        {
            BoxSort.Urgency => (one.Verdict, other.Age ?? TimeSpan.Zero).CompareTo((other.Verdict, one.Age ?? TimeSpan.Zero)),
            BoxSort.Box => string.Compare(one.Box.Title, other.Box.Title, StringComparison.OrdinalIgnoreCase),
            BoxSort.Zone => string.CompareOrdinal(one.Zone, other.Zone),
            BoxSort.Age => (one.Age ?? TimeSpan.MaxValue).CompareTo(other.Age ?? TimeSpan.MaxValue),
            BoxSort.Backups => one.Backups.CompareTo(other.Backups),
            BoxSort.Size => one.Size.CompareTo(other.Size),
        };
        return order != 0 ? order : (one.Zone, one.Box.Slug, one.Box.Id).CompareTo((other.Zone, other.Box.Slug, other.Box.Id));
    });
}

public enum BoxSort
{
    // The worst verdict first, then the oldest backup.
    Urgency,
    Box,
    Zone,
    Age,
    Backups,
    Size,
}
