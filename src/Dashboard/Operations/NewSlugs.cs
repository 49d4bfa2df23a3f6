using BackupDashboard.Access;
using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Zones;

namespace BackupDashboard.Operations;

/// <summary>Whether a slug may be a restored box's: free in the whole account, and named as the caller's teams have to name it.</summary>
public sealed class NewSlugs(SlugCheck slugs, Journal journal, ZoneWatchers zones)
{
    /// <param name="refused">Slugs that the cloud has refused although no list shows them.</param>
    public SlugAnswer Check(string? slug, RestoreOrigin origin, IEnumerable<string>? refused = null)
    {
        var prefixes = origin.Prefixes;
        if (prefixes.Count > 0 && SlugRules.Problem(slug) is null && !prefixes.Any(prefix => HasPrefix(slug!, prefix)))
        {
            return new SlugAnswer(slug, SlugVerdict.Invalid, $"The slug of this restore has to begin with {string.Join(" or ", prefixes.Select(prefix => $"'{prefix}'"))}.")
            {
                Proposal = Propose(slug!, origin),
            };
        }

        var answer = slugs.Check(slug, Reserved(refused));
        return answer.Verdict is SlugVerdict.NotAsked ? SlugAnswer.NotAsked(slug, Naming(answer.UnaskedZones, origin.Grants)) : answer;
    }

    public string Propose(string wanted, RestoreOrigin origin) =>
        slugs.Propose(origin.Prefixes is [var prefix, ..] && !origin.Prefixes.Any(one => HasPrefix(wanted, one)) ? prefix + wanted : wanted, Reserved());

    /// <summary>The zones that the caller goes on without asking, by their names: those that they may not view are only counted as one.</summary>
    public IReadOnlyList<string> Accepted(NewKnowledgeBox box, RestoreOrigin origin) => box.UnaskedZones.Contains(Grants.OtherZones)
        ? [.. box.UnaskedZones.Where(zone => zone != Grants.OtherZones),
            .. slugs.Check(box.Slug, Reserved()).UnaskedZones.Where(zone => zone != SlugCheck.HiddenBoxes && !origin.Grants.SeesZone(zone))]
        : box.UnaskedZones;

    private static List<string> Naming(IReadOnlyList<string> unasked, Grants grants) =>
        [.. grants.Naming([.. unasked.Where(one => one != SlugCheck.HiddenBoxes)]), .. unasked.Where(one => one == SlugCheck.HiddenBoxes)];

    private static bool HasPrefix(string slug, string prefix) => slug.Length > prefix.Length && slug.StartsWith(prefix, StringComparison.Ordinal);

    private HashSet<string> Reserved(IEnumerable<string>? refused = null) =>
        journal.Current.ReservedSlugs(zones).Concat(refused ?? []).ToHashSet(StringComparer.Ordinal);
}

/// <summary>What is to be restored, and what whoever asks for it may do.</summary>
/// <param name="Slug">Of the knowledge box that was backed up.</param>
public sealed record RestoreOrigin(string Zone, string Slug, Grants Grants)
{
    /// <summary>One of these begins the new slug; empty when it may be any.</summary>
    public IReadOnlyList<string> Prefixes => Grants.RestorePrefixes(Zone, Slug);
}
