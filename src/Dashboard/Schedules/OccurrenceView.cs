using BackupDashboard.Journal;
using BackupDashboard.Shell;

namespace BackupDashboard.Schedules;

// One time of a schedule at a glance: the worst that came of it. Said by a sign and a word, not by a colour alone.
internal sealed record OccurrenceView(string Word, string Sign, string Class)
{
    private static readonly OccurrenceView Good = new("good", "✓", "good");
    private static readonly OccurrenceView Running = new("running", "…", "running");
    private static readonly OccurrenceView Skipped = new("skipped", "–", "skipped");
    private static readonly OccurrenceView Missed = new("missed", "!", "bad");
    private static readonly OccurrenceView Failed = new("failed", "×", "bad");

    public static OccurrenceView Of(OccurrenceSummary occurrence) =>
        occurrence.Running > 0 ? Running
        : occurrence.NotDone > occurrence.Count(OperationState.Missed) ? Failed
        : occurrence.NotDone > 0 ? Missed
        : occurrence.Count(OperationState.Succeeded) > 0 ? Good
        : Skipped;

    /// <summary>"12 knowledge boxes: 10 started, 2 missed".</summary>
    public static string Sentence(OccurrenceSummary occurrence)
    {
        (string Word, int Count)[] parts =
        [
            ("started", occurrence.Count(OperationState.Succeeded)), ("running", occurrence.Running),
            ("undone", occurrence.Count(OperationState.Cancelled)), ("skipped", occurrence.Count(OperationState.Skipped)),
            ("missed", occurrence.Count(OperationState.Missed)), ("failed", occurrence.NotDone - occurrence.Count(OperationState.Missed)),
        ];
        return $"{Format.Count(occurrence.Boxes, "knowledge box")}: "
            + string.Join(", ", parts.Where(part => part.Count > 0).Select(part => $"{Format.Count(part.Count)} {part.Word}"));
    }

    /// <summary>"Latest 30 times: 28 good, 1 skipped, 1 missed".</summary>
    public static string Sentence(IReadOnlyList<OccurrenceSummary> occurrences) => occurrences.Count == 0
        ? "It has not come yet."
        : $"Latest {Format.Count(occurrences.Count, "time")}: " + string.Join(
            ", ", occurrences.GroupBy(one => Of(one).Word).Select(same => $"{Format.Count(same.Count())} {same.Key}"));
}
