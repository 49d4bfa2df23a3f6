namespace BackupDashboard.Access;

/// <summary>
/// What someone is allowed to do: the union of what their teams are. A right of one team does not extend to the boxes of another. There is
/// one instance per set of teams, so that snapshots cut for it can be cached by reference.
/// </summary>
public sealed class Grants
{
    private static long _made;

    internal Grants(IReadOnlyList<Team> teams)
    {
        Teams = teams;
        CanViewEverything = MayEverywhere(Right.View);
    }

    public static Grants None { get; } = new([]);

    /// <summary>No two of this process have the same.</summary>
    public long Number { get; } = Interlocked.Increment(ref _made);

    public IReadOnlyList<Team> Teams { get; }

    public bool CanViewEverything { get; }

    public bool May(Right right, string zone, string slug) => Teams.Any(team => team.Has(right) && team.Covers(zone, slug));

    /// <summary>For at least one knowledge box of the zone.</summary>
    public bool MayIn(Right right, string zone) => Teams.Any(team => team.Has(right) && team.Covers(zone));

    public bool MayAnywhere(Right right) => Teams.Any(team => team.Has(right));

    /// <summary>For every knowledge box of the zone.</summary>
    public bool MayAllIn(Right right, string zone) => Teams.Any(team => team.Has(right) && team.Boxes is null && team.Covers(zone));

    public bool MayEverywhere(Right right) => Teams.Any(team => team.Has(right) && team is { Boxes: null, Zones: null });

    /// <summary>
    /// To make and change rules that act in a team's name: its members, if it has both rights, and those who have them everywhere. What
    /// belongs to no team is for the administrators alone.
    /// </summary>
    /// <param name="right">What the rules do, besides <see cref="Right.Plan"/>.</param>
    public bool MayPlanFor(string? team, Right right) => MayEverywhere(Right.Administer)
        || (team is not null && ((MayEverywhere(Right.Plan) && MayEverywhere(right))
            || Teams.Any(one => one.Name == team && one.Has(Right.Plan) && one.Has(right))));

    /// <summary>To whom someone may give such a rule: the names of teams, and null for the administrators.</summary>
    public IReadOnlyList<string?> OwnersOfRules(Right right) =>
    [
        // What belongs to no team is the administrators'.
        .. Teams.Where(team => !team.IsOfAdministrators && team.Has(Right.Plan) && team.Has(right)).Select(team => team.Name),
        .. MayPlanFor(null, right) ? [null] : Array.Empty<string?>(),
    ];

    public bool IsOfTeam(string name) => Teams.Any(team => team.Name == name);

    public bool CanView(string zone, string slug) => May(Right.View, zone, slug);

    public bool CanViewZone(string zone) => MayIn(Right.View, zone);

    /// <summary>Prefixes of which a restore from this box must use one; empty when it may use any slug.</summary>
    public IReadOnlyList<string> RestorePrefixes(string zone, string slug)
    {
        var prefixes = Teams.Where(team => team.Has(Right.Restore) && team.Covers(zone, slug)).Select(team => team.RestorePrefix).Distinct()
            .ToList();
        return prefixes.Contains("") ? [] : prefixes;
    }

    /// <summary>Zones by name as far as they are visible; the others together, without their names.</summary>
    public IReadOnlyList<string> Naming(IReadOnlyList<string> zones)
    {
        var seen = zones.Where(CanViewZone).ToList();
        return seen.Count == zones.Count ? zones : [.. seen, OtherZones];
    }

    public const string OtherZones = "zones that you may not view";
}
