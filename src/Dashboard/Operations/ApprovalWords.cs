using BackupDashboard.Journal;
using BackupDashboard.Shell;

namespace BackupDashboard.Operations;

/// <summary>Approvals in words.</summary>
internal static class ApprovalWords
{
    /// <summary>Why it takes someone else, as a sentence.</summary>
    public static string Of(ApprovalReason reason) => reason switch
    {
        ApprovalReason.OnlyCompleted => "It is the only completed backup of its knowledge box.",
        ApprovalReason.LastOfGoneBox => "The knowledge box is gone, and this is its last backup.",
        ApprovalReason.Pinned => "The pin keeps this backup from being deleted.",
        ApprovalReason.Many => "These are many deletions by one person within an hour.",
        ApprovalReason.Retention => "The retention rule would delete by itself, or keep less than before.",
        ApprovalReason.Schedule => "Knowledge boxes would no longer be backed up by this schedule.",
        ApprovalReason.Settings => "Less than before would take a second person.",
    };

    public static string Of(ApprovalState state) => state switch
    {
        ApprovalState.Pending => "Pending",
        ApprovalState.Approved => "Approved",
        ApprovalState.Rejected => "Rejected",
        ApprovalState.Expired => "Expired",
        ApprovalState.Withdrawn => "Withdrawn",
        ApprovalState.Void => "Void",
        ApprovalState.Executed => "Executed",
        ApprovalState.Failed => "Failed",
    };

    /// <summary>"someone else", "2 people".</summary>
    public static string Others(Approval approval) => approval.Needed == 1 ? "someone else" : $"{approval.Needed} people";

    public static string HasToApprove(Approval approval) => approval.Needed == 1
        ? "Someone else has to approve it before anything happens."
        : $"{approval.Needed} people have to approve it before anything happens.";

    /// <summary>"Newest: no, before: yes".</summary>
    public static string Difference(IReadOnlyList<ApprovalFact> before, IReadOnlyList<ApprovalFact> became) => string.Join(
        "; ",
        became.Except(before).Select(fact => before.FirstOrDefault(one => one.Name == fact.Name) is { } was
            ? $"{fact.Name}: {fact.Value}, before: {was.Value}"
            : $"{fact.Name}: {fact.Value}"));

    /// <summary>What takes a second person by a policy, a sentence each.</summary>
    public static IEnumerable<string> Of(ApprovalPolicy policy)
    {
        if (policy.OnlyCompleted)
            yield return "Deleting the only completed backup of a knowledge box.";
        if (policy.LastOfGoneBox)
            yield return "Deleting the last backup of a knowledge box that is gone.";
        if (policy.Pinned)
            yield return "Removing the pin of a backup.";
        if (policy.MostAlone is { } most)
            yield return $"Deleting more than {Format.Count(most, "backup")} within an hour.";
        if (policy.Retention)
            yield return "Arming a retention rule, or changing the terms of one that deletes.";
        if (policy.Schedules)
            yield return "Deleting a schedule that covers something, or having it cover less.";
        if (policy.IsOn)
            yield return "Having less of this take a second person: that takes two.";
    }

    /// <summary>"only completed backups, more than 10 at once, retention", as in a table.</summary>
    public static string Short(ApprovalPolicy policy)
    {
        string[] parts =
        [
            policy.OnlyCompleted ? "only completed backups" : "",
            policy.LastOfGoneBox ? "the last ones of boxes that are gone" : "",
            policy.Pinned ? "pins" : "",
            policy.MostAlone is { } most ? $"more than {Format.Count(most)} deletions" : "",
            policy.Retention ? "retention rules" : "",
            policy.Schedules ? "schedules" : "",
        ];
        return policy.IsOn ? $"For {string.Join(", ", parts.Where(part => part.Length > 0))}." : "For nothing.";
    }

    /// <summary>The same as facts, where every change counts.</summary>
    public static IReadOnlyList<ApprovalFact> Facts(ApprovalPolicy now, ApprovalPolicy then) =>
        [new("In force", Line(now)), new("Afterwards", Line(then))];

    public static string Line(ApprovalPolicy policy) => policy.IsOn
        ? string.Join(" ", Of(policy)) + (policy.Ripens is { } ripens ? $" Without a second person after {Format.Duration(ripens)}." : "")
        : "Nothing takes a second person.";
}
