using BackupDashboard.Nuclia;
using BackupDashboard.Shell;
using BackupDashboard.Zones;

namespace BackupDashboard.Fingerprints;

internal static class FingerprintView
{
    public static string Of(Baseline baseline) =>
        $"{Resources(baseline)} ({Words(baseline.Kind)}), {Format.About(baseline.High.Paragraphs, "paragraph")}";

    public static string Words(BaselineKind kind) => kind switch
    {
        BaselineKind.Exact => "exact",
        BaselineKind.Band => "a range, because the box changed while the backup was made",
        BaselineKind.Late => "counted once, when the backup was seen finished",
        BaselineKind.Early => "counted once, before the backup began",
    };

    // Of a backup, compared with the one before that was counted.
    public static FingerprintCell Cell(ZoneSnapshot zone, Backup backup, FingerprintsSnapshot fingerprints)
    {
        var fingerprint = backup.IsCompleted ? fingerprints.Find(zone.Zone.Slug, backup.Id) : null;
        var previous = fingerprint is null ? null : zone.Index.BackupsOf(backup.KnowledgeBoxId)
            .Where(other => other.StartedAt < backup.StartedAt && other.IsCompleted)
            .Select(other => fingerprints.Find(zone.Zone.Slug, other.Id)).FirstOrDefault(found => found is not null);
        return Cell(fingerprint, previous);
    }

    // fingerprint: null if the box was not counted for this backup.
    public static FingerprintCell Cell(Fingerprint? fingerprint, Fingerprint? previous)
    {
        if (fingerprint is null)
            return new FingerprintCell("–", null, "The knowledge box was not counted when this backup was made");

        var count = $"{About(fingerprint)}{Amount(fingerprint.Best.Resources, "resource")}";
        var title = $"{Capitalised(Of(fingerprint.Baseline))}.";
        return previous is null
            ? new FingerprintCell(count, null, title)
            : new FingerprintCell(
                count,
                $"{(IsExact(fingerprint) && IsExact(previous) ? "" : "~")}{Signed(fingerprint.Best.Resources - previous.Best.Resources)}",
                $"{title} Since the backup before: {Of(previous.Baseline)}.");
    }

    // What has changed in a box since one of its backups. fingerprint: null if the box was not counted for it.
    public static string Since(CountedContent counted, Fingerprint? fingerprint, string backup)
    {
        var changed = counted.Changed switch
        {
            null => null,
            0 => $"No resource was added or changed since {backup}.",
            { } count => $"{Format.Count(count, "resource")} {(count == 1 ? "was" : "were")} added or changed since {backup}.",
        };
        var difference = fingerprint is null ? null : Since(fingerprint, counted.Counters, backup);
        return changed is null && difference is null ? $"What has changed since {backup} is not known."
            : string.Join(' ', new[] { changed, difference }.Where(part => part is not null));
    }

    /// <summary>"+12 resources and −10 paragraphs since its newest backup."</summary>
    private static string Since(Fingerprint fingerprint, Counters now, string backup)
    {
        var (resources, paragraphs) =
            (now.Resources - fingerprint.Best.Resources, now.Paragraphs - fingerprint.Best.Paragraphs);
        return (resources, paragraphs) is (0, 0)
            ? $"It holds as much as when {backup} was made."
            : $"{(IsExact(fingerprint) ? "" : "About ")}{Signed(resources)} {(Math.Abs(resources) == 1 ? "resource" : "resources")} and "
                + $"{Signed(paragraphs)} {(Math.Abs(paragraphs) == 1 ? "paragraph" : "paragraphs")} since {backup}.";
    }

    private static string About(Fingerprint fingerprint) => IsExact(fingerprint) ? "" : "~";

    private static bool IsExact(Fingerprint fingerprint) => fingerprint.Baseline.Kind is BaselineKind.Exact;

    private static string Resources(Baseline baseline) => baseline.Kind switch
    {
        BaselineKind.Exact => Amount(baseline.Low.Resources, "resource"),
        BaselineKind.Band => $"{Range(baseline.Low.Resources, baseline.High.Resources)} resources",
        BaselineKind.Late or BaselineKind.Early => $"about {Amount(baseline.Low.Resources, "resource")}",
    };

    private static string Amount(long count, string noun) => Format.Count(count, noun);

    private static string Range(long low, long high) => low == high ? Format.Count(low) : $"{Format.Count(low)} to {Format.Count(high)}";

    private static string Signed(long count) => count switch
    {
        > 0 => $"+{Format.Count(count)}",
        < 0 => $"−{Format.Count(-count)}",
        _ => "±0",
    };

    private static string Capitalised(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}

/// <summary>How much a backup's box held when it was made.</summary>
/// <param name="Difference">In resources, to the previous backup: "+312"; null if there is none.</param>
/// <param name="Title">The whole of it, in words.</param>
public sealed record FingerprintCell(string Count, string? Difference, string Title);
