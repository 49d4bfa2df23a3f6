namespace BackupDashboard.Access;

/// <summary>
/// What somebody may do: the union of what their teams may. A right of one team does not reach the boxes of another.
/// There is one instance for one set of teams, so that pictures drawn for it can be kept by reference.
/// </summary>
public sealed class Grants
{
    internal Grants(IReadOnlyList<Team> teams)
    {
        Teams = teams;
        CanViewEverything = MayEverywhere(Right.View);
    }

    public static Grants None { get; } = new([]);

    public IReadOnlyList<Team> Teams { get; }

    public bool CanViewEverything { get; }

    public bool May(Right right, string zone, string slug) => Teams.Any(team => team.Has(right) && team.Covers(zone, slug));

    /// <summary>With one knowledge box or another of the zone.</summary>
    public bool MayIn(Right right, string zone) => Teams.Any(team => team.Has(right) && team.Covers(zone));

    public bool MayAnywhere(Right right) => Teams.Any(team => team.Has(right));

    /// <summary>With every knowledge box of the zone.</summary>
    public bool MayAllIn(Right right, string zone) => Teams.Any(team => team.Has(right) && team.Boxes is null && team.Covers(zone));

    public bool MayEverywhere(Right right) => Teams.Any(team => team.Has(right) && team is { Boxes: null, Zones: null });

    public bool CanView(string zone, string slug) => May(Right.View, zone, slug);

    public bool CanViewZone(string zone) => MayIn(Right.View, zone);

    /// <summary>One of these begins the slug of a restore from this knowledge box; empty when it may be any.</summary>
    public IReadOnlyList<string> RestorePrefixes(string zone, string slug)
    {
        var prefixes = Teams.Where(team => team.Has(Right.Restore) && team.Covers(zone, slug)).Select(team => team.RestorePrefix).Distinct().ToList();
        return prefixes.Contains("") ? [] : prefixes;
    }

    /// <summary>Zones by name, as far as they may be viewed; the others together, without their names.</summary>
    public IReadOnlyList<string> Naming(IReadOnlyList<string> zones)
    {
        var seen = zones.Where(CanViewZone).ToList();
        return seen.Count == zones.Count ? zones : [.. seen, OtherZones];
    }

    /// <summary>Stands for zones that somebody may not view.</summary>
    public const string OtherZones = "zones that you may not view";
}
