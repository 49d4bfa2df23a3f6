using BackupDashboard.Zones;

namespace BackupDashboard.KnowledgeBoxes;

/// <summary>Whether a slug is free in every zone of the account. Only the cloud decides a race; this finds what is known before.</summary>
public sealed class SlugCheck(ZoneMonitor zones, TimeProvider time)
{
    /// <summary>Stands for boxes that the dashboard's token does not cover.</summary>
    public const string HiddenBoxes = "boxes that the dashboard's token does not see";

    private static readonly TimeSpan FreshLookTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Answers immediately, from the snapshots.</summary>
    /// <param name="reserved">Slugs that were requested and are not listed yet.</param>
    /// <param name="askedSince">Zones whose boxes were listed before this do not count as checked.</param>
    public SlugAnswer Check(string? slug, IReadOnlySet<string> reserved, DateTimeOffset askedSince = default)
    {
        if (SlugRules.Problem(slug) is { } problem)
            return new SlugAnswer(slug, SlugVerdict.Invalid, problem);

        var taken = Taken(reserved);
        if (taken.Contains(slug!))
            return new SlugAnswer(slug, SlugVerdict.Taken, $"'{slug}' is already in use.") { Proposal = SlugRules.Propose(slug!, taken) };

        if (zones.Account.AsOf is null)
            return SlugAnswer.NotAsked(slug, ["every zone"]);

        // An old list of zones may lack the one that has the slug.
        string[] newZones = zones.Account.Failure is null ? [] : ["zones that are new to the account"];
        string[] hiddenBoxes = zones.Account.Boxes.MayFallShort ? [HiddenBoxes] : [];
        var silent = zones.All.Where(zone => IsToBeAsked(zone) && !WasAsked(zone, askedSince));
        string[] leftOut = zones.Account.LeftOutZones.IsAny ? ["zones that are left out"] : [];
        string[] unasked = [.. silent.Select(zone => zone.Zone.Slug), .. newZones, .. leftOut, .. hiddenBoxes];
        return unasked.Length == 0
            ? new SlugAnswer(slug, SlugVerdict.Free, $"'{slug}' is free in every zone.")
            : SlugAnswer.NotAsked(slug, unasked);
    }

    /// <summary>Polls every zone, then answers.</summary>
    public async Task<SlugAnswer> PollAndCheckAsync(string? slug, IReadOnlySet<string> reserved, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow();
        using var timeout = new CancellationTokenSource(FreshLookTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await Task.WhenAll(zones.Present.Select(zone => zones.PollAsync(zone.Zone.Slug, either.Token)));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A zone that takes longer counts as one that could not be checked.
        }

        return Check(slug, reserved, since);
    }

    public string Propose(string wanted, IReadOnlySet<string> reserved) => SlugRules.Propose(wanted, Taken(reserved));

    private HashSet<string> Taken(IReadOnlySet<string> reserved) =>
        zones.All.SelectMany(zone => zone.Index.Slugs).Concat(reserved).ToHashSet(StringComparer.Ordinal);

    // A zone that is gone may still hold slugs, unless the account counts no more boxes than its other zones list.
    private bool IsToBeAsked(ZoneSnapshot zone) => zone.GoneSince is null || !(zones.Account.Boxes.AgreedAt >= zone.GoneSince);

    // A list from before the zone began to fail is too old; one with unreadable entries is incomplete.
    private static bool WasAsked(ZoneSnapshot zone, DateTimeOffset since) =>
        zone.BoxesAsOf is { } listed && listed >= since && (zone.Failure is null || listed >= zone.Failure.Since)
            && !zone.LeftOutBoxes.IsAny;
}

/// <param name="Slug">The slug in question: an answer to an earlier one says nothing about the present one.</param>
public sealed record SlugAnswer(string? Slug, SlugVerdict Verdict, string Text)
{
    /// <summary>A free slug near it.</summary>
    public string? Proposal { get; init; }

    public IReadOnlyList<string> UnaskedZones { get; init; } = [];

    /// <param name="unasked">Zones, and <see cref="SlugCheck.HiddenBoxes"/>.</param>
    public static SlugAnswer NotAsked(string? slug, IReadOnlyList<string> unasked)
    {
        var zones = unasked.Where(one => one != SlugCheck.HiddenBoxes).ToList();
        string[] gaps =
        [
            .. zones.Count > 0 ? [$"{string.Join(", ", zones)} could not be asked"] : (string[])[],
            .. zones.Count < unasked.Count ? ["the dashboard's token does not see every box of the account"] : (string[])[],
        ];
        return new(
            slug, SlugVerdict.NotAsked,
            $"'{slug}' is free as far as is known, but {string.Join(", and ", gaps)}.")
        { UnaskedZones = unasked };
    }
}

public enum SlugVerdict
{
    Free,
    Invalid,
    Taken,

    NotAsked,
}
