using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Zones;

namespace BackupDashboard.KnowledgeBoxes;

/// <summary>
/// Whether a restored box can have a slug: it has the right form, is free in the whole account, is not reserved by another restore, and
/// begins as the
/// requester's teams require. The one rule for the wizard, the API, the request and the last check before it is sent.
/// </summary>
public sealed class SlugPolicy(SlugCheck slugs, OperationJournal journal, ZoneMonitor zones)
{
    // A list may have been read just before a restore was accepted, and arrive after it.
    private static readonly TimeSpan ListedWithin = TimeSpan.FromMinutes(1);

    /// <param name="refused">Slugs that the cloud has refused although no list shows them.</param>
    public SlugAnswer Check(string? slug, RestoreOrigin origin, IEnumerable<string>? refused = null)
    {
        var prefixes = origin.Prefixes;
        if (prefixes.Count > 0 && SlugRules.Problem(slug) is null && !prefixes.Any(prefix => HasPrefix(slug!, prefix)))
        {
            var allowed = string.Join(" or ", prefixes.Select(prefix => $"'{prefix}'"));
            return new SlugAnswer(
                slug, SlugVerdict.Invalid, $"The slug of this restore has to begin with {allowed}.")
            { Proposal = Propose(slug!, origin) };
        }

        var answer = slugs.Check(slug, Reserved(refused: refused));
        return answer.Verdict is SlugVerdict.NotAsked ? SlugAnswer.NotAsked(slug, Naming(answer.UnaskedZones, origin.Grants)) : answer;
    }

    /// <summary>
    /// The last check of a restore, after polling every zone. The prefix was checked when it was requested, by the rights at that time.
    /// </summary>
    public Task<SlugAnswer> CheckAgainAsync(Operation restore, CancellationToken cancellationToken) =>
        slugs.PollAndCheckAsync(restore.NewBox!.Slug, Reserved(except: restore.Id), cancellationToken);

    public string Propose(string wanted, RestoreOrigin origin) =>
        slugs.Propose(
            origin.Prefixes is [var prefix, ..] && !origin.Prefixes.Any(one => HasPrefix(wanted, one)) ? prefix + wanted : wanted,
            Reserved());

    /// <summary>
    /// The zones that the requester accepts as unchecked, by name: those that are not visible to them are counted together.
    /// </summary>
    public IReadOnlyList<string> Accepted(NewKnowledgeBox box, RestoreOrigin origin) => box.UnaskedZones.Contains(Grants.OtherZones)
        ? [.. box.UnaskedZones.Where(zone => zone != Grants.OtherZones),
            .. slugs.Check(box.Slug, Reserved()).UnaskedZones.Where(zone => zone != SlugCheck.HiddenBoxes
                && !origin.Grants.CanViewZone(zone))]
        : box.UnaskedZones;

    // Slugs of requested restores, and of accepted ones until a list of their zone shows the box, because in between nothing else knows of
    // it. A box that was deleted before any list showed it reserves nothing for long.
    private HashSet<string> Reserved(Guid? except = null, IEnumerable<string>? refused = null) => journal.Current.Operations.Values
        .Where(operation => operation.NewBox is not null && operation.Id != except)
        .Where(
            restore => restore.IsActive || (restore.State is OperationState.Succeeded && MayBeUnlisted(restore, zones.Find(restore.Zone))))
        .Select(restore => restore.NewBox!.Slug)
        .Concat(refused ?? [])
        .ToHashSet(StringComparer.Ordinal);

    private static bool MayBeUnlisted(Operation restore, ZoneSnapshot? zone) =>
        zone is not null && !zone.KnowledgeBoxes.ContainsKey(restore.UpstreamId ?? "")
            && !(zone.BoxesAsOf > restore.EndedAt + ListedWithin);

    private static List<string> Naming(IReadOnlyList<string> unasked, Grants grants) =>
        [.. grants.Naming([.. unasked.Where(one => one != SlugCheck.HiddenBoxes)]), .. unasked.Where(one => one == SlugCheck.HiddenBoxes)];

    private static bool HasPrefix(string slug, string prefix) =>
        slug.Length > prefix.Length && slug.StartsWith(prefix, StringComparison.Ordinal);
}

/// <summary>What is to be restored, and the rights of the requester.</summary>
/// <param name="Slug">Of the knowledge box that was backed up.</param>
public sealed record RestoreOrigin(string Zone, string Slug, Grants Grants)
{
    /// <summary>Prefixes of which the new slug needs one; empty if it may be any.</summary>
    public IReadOnlyList<string> Prefixes => Grants.RestorePrefixes(Zone, Slug);
}
