using BackupDashboard.Nuclia;
using BackupDashboard.Shell;

namespace BackupDashboard.Fingerprints;

/// <summary>Fingerprints in words.</summary>
public static class FingerprintView
{
    /// <summary>"1,204 resources, 36,100 paragraphs; exact".</summary>
    public static string Of(Baseline baseline) => baseline.Kind is BaselineKind.Band
        ? $"{Range(baseline.Low.Resources, baseline.High.Resources)} resources, {Range(baseline.Low.Paragraphs, baseline.High.Paragraphs)} paragraphs; {Words(baseline.Kind)}"
        : $"{(baseline.Kind is BaselineKind.Exact ? "" : "about ")}{Amounts(baseline.Low)}; {Words(baseline.Kind)}";

    /// <summary>How far a baseline can be trusted.</summary>
    public static string Words(BaselineKind kind) => kind switch
    {
        BaselineKind.Exact => "exact",
        BaselineKind.Band => "a range, because the box changed while the backup was made",
        BaselineKind.Late => "counted once, when the backup was seen finished",
        BaselineKind.Early => "counted once, before the backup began",
    };

    /// <param name="fingerprint">Null: the box was not counted for this backup.</param>
    /// <param name="previous">Of the newest older backup of the same box that has one.</param>
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
                $"{(IsExact(fingerprint) && IsExact(previous) ? "" : "~")}{Difference(previous.Best, fingerprint.Best)}",
                $"{title} Since the backup before: {Of(previous.Baseline)}.");
    }

    private static string Difference(Counters from, Counters to) => (to.Resources - from.Resources, to.Paragraphs - from.Paragraphs) switch
    {
        (0, 0) => "no difference",
        var (resources, paragraphs) => $"{Signed(resources)}; {Signed(paragraphs)} {(Math.Abs(paragraphs) == 1 ? "paragraph" : "paragraphs")}",
    };

    private static string About(Fingerprint fingerprint) => IsExact(fingerprint) ? "" : "~";

    private static bool IsExact(Fingerprint fingerprint) => fingerprint.Baseline.Kind is BaselineKind.Exact;

    private static string Amounts(Counters counters) => $"{Amount(counters.Resources, "resource")}, {Amount(counters.Paragraphs, "paragraph")}";

    private static string Amount(long count, string noun) => $"{Humane.Count(count)} {noun}{(count == 1 ? "" : "s")}";

    private static string Range(long low, long high) => low == high ? Humane.Count(low) : $"{Humane.Count(low)} to {Humane.Count(high)}";

    private static string Signed(long count) => count switch
    {
        > 0 => $"+{Humane.Count(count)}",
        < 0 => $"−{Humane.Count(-count)}",
        _ => "±0",
    };

    private static string Capitalised(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}

/// <param name="Count">"1,204 resources"; a "~" before it where that is not exact.</param>
/// <param name="Difference">To the backup before, "+312; +4,100 paragraphs"; null when there is none.</param>
/// <param name="Title">What both mean.</param>
public sealed record FingerprintCell(string Count, string? Difference, string Title);
