using BackupDashboard.Operations;
using BackupDashboard.Shell;

namespace BackupDashboard.Retention;

/// <summary>Plans and verdicts in words.</summary>
internal static class RetentionText
{
    /// <summary>Why a zone waits for a person, as sentences.</summary>
    public static string Of(IReadOnlyList<Brake> brakes) => string.Join(' ', brakes.Select(Of));

    private static string Of(Brake brake)
    {
        var many = brake.IsTooMany
            ? $"It would delete {Format.Count(brake.Count, "backup")} of {brake.Zone} at once, which is more than rules may without a "
                + "person."
            : "";
        var boxes = $"{string.Join(", ", brake.Shrunk.Take(3))}{(brake.Shrunk.Count > 3 ? ", …" : "")}";
        var shrunk = brake.Shrunk.Count > 0
            ? $"In {brake.Zone}, a newer backup of {boxes} holds far fewer resources than the one before it."
            : "";
        return $"{many} {shrunk}".Trim();
    }

    /// <summary>"7 of 41 backups, in 5 of 6 knowledge boxes, 12 GB. Every box keeps at least 3."</summary>
    public static string Summary(RetentionPlan plan)
    {
        var about = plan.Boxes.Sum(box => box.Kept + box.Going.Count);
        if (plan.Boxes.Count == 0)
            return "There is no backup yet that it is about.";

        var boxes = plan.Ready.Count();
        var going = plan.Count == 0
            ? $"Nothing of {Format.Count(about, "backup")} in {Format.Count(plan.Boxes.Count, "knowledge box")} at the moment"
            : $"{Format.Count(plan.Count)} of {Format.Count(about, "backup")}, in {Format.Count(boxes)} of "
                + $"{Format.Count(plan.Boxes.Count, "knowledge box")}, {Format.Bytes(plan.Size)}";
        return $"{going}. Every box keeps at least {Format.Count(plan.FewestKept ?? 0)}.";
    }

    public static string Of(RetentionState state) => state switch
    {
        RetentionState.Preview => "Preview only",
        RetentionState.Active => "Armed",
        RetentionState.Paused => "Paused",
        RetentionState.Stale => "Waits",
        RetentionState.Braked => "Waits for release",
        RetentionState.Failing => "Failing",
        RetentionState.Invalid => "Cannot run",
    };

    public static string Of(RetentionWait wait) => wait switch
    {
        RetentionWait.ZoneNotReadable => "the zone cannot be read at the moment",
        RetentionWait.BackupRunning => "a backup is being made",
        RetentionWait.OutcomeUnknown => "it is not known whether a backup has begun",
        RetentionWait.Deleting => "a backup is being deleted, which can still be undone",
        RetentionWait.DatabaseOlder =>
            "the database may be older than the last one used, so pins may be missing: look, then acknowledge its alarm",
    };

    /// <summary>"daily 3", "floor: newest complete", "goes".</summary>
    public static string Short(RetentionVerdict verdict) => verdict.Reason switch
    {
        RetentionReason.Counted => $"{RetentionWords.Of(verdict.Period)} {Format.Count(verdict.Number)}",
        RetentionReason.Goes => "goes",
        RetentionReason.Outside => "not covered",
        RetentionReason.NotAllowed => "its team may not delete it",
        RetentionReason.Changing => "kept by the rule as it was before",
        RetentionReason.OtherRule => $"kept by {verdict.Rule}",
        RetentionReason.Undone => "its deletion was undone",
        RetentionReason.Failed => "its deletion failed",
        RetentionReason.Newest => "floor: newest complete",
        RetentionReason.Pinned => "floor: pinned",
        RetentionReason.Restoring => "floor: a restore reads from it",
        RetentionReason.BoxGone => "floor: its box is gone",
        RetentionReason.TooYoung => "floor: too young",
        RetentionReason.TimeUnknown => "floor: its time is not known",
        RetentionReason.Unfinished => "floor: not finished",
    };

    /// <summary>The same, with its end.</summary>
    public static string Of(RetentionVerdict verdict, ViewerTime time) =>
        verdict.Until is { } until ? $"{Short(verdict)}, until {time.Minute(until)}" : Short(verdict);
}
