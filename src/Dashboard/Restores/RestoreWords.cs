using System.Diagnostics;
using BackupDashboard.Fingerprints;
using BackupDashboard.Shell;

namespace BackupDashboard.Restores;

internal static class RestoreWords
{
    public static string Headline(RestoreProgress progress) => progress is { State: RestoreState.Arriving, SourceGoneAt: not null }
        ? "The backup was deleted before all of it was seen to arrive"
        : Headline(progress.State);

    public static string Headline(RestoreState state) => state switch
    {
        RestoreState.ContentComplete => "The content is complete in the new knowledge box",
        RestoreState.Stalled => "Content has stopped arriving in the new knowledge box",
        RestoreState.StillEmpty => "Nothing has arrived in the new knowledge box",
        RestoreState.Quiet => "The restore looks complete: nothing more is arriving",
        RestoreState.Grown => "The new knowledge box holds more than the backup did",
        RestoreState.Partial => "The new knowledge box is partial: its backup was deleted",
        RestoreState.Gone => "The new knowledge box is gone",
        RestoreState.Arriving => "Content is arriving in the new knowledge box",
    };

    public static string? Measure(RestoreProgress progress) => (RestoreEstimate.Percent(progress), progress.Baseline) switch
    {
        ({ } percent, { Kind: BaselineKind.Band, Low: var low } baseline) =>
            $"{percent} % of at least {Format.Count(low.Resources)} resources. The backup was counted: {FingerprintView.Of(baseline)}.",
        ({ } percent, { } baseline) => $"{percent} % of what the backup held: {FingerprintView.Of(baseline)}.",
        _ => null,
    };

    // "210 resources per minute, about 3 minutes left"; null if neither is known.
    public static string? Pace(RestoreProgress progress, double? learned)
    {
        if (progress is not { State: RestoreState.Arriving, SourceGoneAt: null })
            return null;

        string?[] parts =
        [
            RestoreEstimate.Rate(progress) is { } rate ? $"{Format.Count((long)Math.Round(rate * 60))} resources per minute" : null,
            RestoreEstimate.TimeLeft(progress, learned) is { } left ? $"{About(left)} left" : null,
        ];
        return parts.Any(part => part is not null) ? string.Join(", ", parts.Where(part => part is not null)) : null;
    }

    public static string About(TimeSpan left) => left switch
    {
        { TotalSeconds: < 50 } => "less than a minute",
        { TotalMinutes: < 90 } => $"about {Amount(left.TotalMinutes, "minute")}",
        { TotalHours: < 36 } => $"about {Amount(left.TotalHours, "hour")}",
        _ => $"about {Amount(left.TotalDays, "day")}",
    };

    public static string Proof(RestoreProgress progress) =>
        $"Counted {Format.Count(progress.Counters!.Resources)} of {Resources(progress.Baseline!)} resources, unchanged in "
            + $"{RestoreProgress.LooksToBeSure} looks. "
        + $"The backup was {Certainty(progress.Baseline!.Kind)}.";

    // What is odd about the counts; null if nothing is. A falling number is neither progress nor a rate.
    public static string? Oddity(RestoreProgress progress) => progress.Counters?.Resources < progress.MostResources
        ? $"The number of resources has fallen: {Format.Count(progress.MostResources)} were counted earlier. Someone may be deleting "
            + "from the new box, or the cloud's count is wrong at the moment."
        : null;

    // What to do about it; null if there is nothing to do.
    public static string? Advice(RestoreProgress progress) => progress switch
    {
        { State: RestoreState.StillEmpty } =>
            "Open the new box in Nuclia and check whether it is really empty. If it is, delete it and restore again; if that ends the "
            + "same, give the support details below to Nuclia. Keep the backup: its deletion is refused as long as this restore is not "
            + "complete.",
        { State: RestoreState.Stalled } =>
            "The cloud may continue by itself. If it does not, compare the new box with the original, then declare it complete, or restore "
                + "again and give the support details below to Nuclia.",
        { State: RestoreState.Quiet, Baseline: null } =>
            "The backup was not counted when it was made, so there is nothing to compare with, and this is no proof. Compare the number "
                + "of resources with what you expect.",
        { State: RestoreState.Quiet } =>
            "There are more resources than were counted for the backup, so counting cannot prove that all of it arrived. Compare the "
                + "new box with what you expect.",
        { State: RestoreState.Grown } =>
            "Someone is already working in the new box, or the original grew while it was backed up. Counting can no longer show how "
                + "much of the backup has arrived: "
            + "compare the new box with what you expect, and declare it complete when it is.",
        { State: RestoreState.Gone } =>
            "It was deleted in the cloud, or never finished. The backup is still there to restore from, unless it was deleted since.",
        { State: RestoreState.Partial } or { State: RestoreState.Arriving, SourceGoneAt: not null } =>
            "The backup was deleted while this restore was reading from it, and not by this dashboard. What had not been read by then "
                + "is lost, so the new box stays partial, "
            + $"and the cloud does not report it. If there is another backup of {progress.SourceSlug}, restore that one under another "
                + "slug. "
            + "If there is none, start a new backup of the original while it exists, and keep what has arrived.",
        { State: RestoreState.Arriving or RestoreState.ContentComplete } => null,
        _ => throw new UnreachableException($"Nothing says what to do about {progress.State}."),
    };

    private static string Resources(Baseline baseline) => baseline.Low.Resources == baseline.High.Resources
        ? Format.Count(baseline.Low.Resources)
        : $"{Format.Count(baseline.Low.Resources)} to {Format.Count(baseline.High.Resources)}";

    private static string Certainty(BaselineKind kind) => kind switch
    {
        BaselineKind.Exact => "counted before and after it was made, with the same number of resources",
        BaselineKind.Band => "counted before and after it was made, and its box changed in between: a range",
        BaselineKind.Late => "counted once, when it was seen finished",
        BaselineKind.Early => "counted once, before it began",
    };

    private static string Amount(double count, string unit)
    {
        var whole = Math.Max(1, (long)Math.Round(count));
        return Format.Count(whole, unit);
    }
}
