using System.Globalization;
using BackupDashboard.Journal;

namespace BackupDashboard.Operations;

/// <summary>Why schedules and retention rules are not changed.</summary>
internal static class RuleProblems
{
    public sealed record ScheduleNameTaken(string Name)
        : OperationProblem(ProblemKind.NameTaken, $"There is a schedule '{Name}' already. Choose another name.");

    public static OperationProblem NoSchedule { get; } = new(ProblemKind.NotFound, "There is no such schedule.");

    public static string ScheduleTooWide(string slug, string? team) =>
        $"{(team is null ? "The administrators" : $"The team '{team}'")} may not back up every knowledge box that '{slug}' may match. "
        + "Nothing was changed.";

    public static OperationProblem PauseEnd(int days) => new(
        ProblemKind.RuleInvalid,
        string.Create(CultureInfo.InvariantCulture, $"A pause ends: choose a time from now to {days} days from now."));

    public static OperationProblem NotPaused { get; } = new(ProblemKind.TooLate, "It is not paused.");

    public static OperationProblem NoSuchTime { get; } =
        new(ProblemKind.TooLate, "That is not a time of this schedule that is still to come.");

    public sealed record ScheduleChanged() : OperationProblem(
        ProblemKind.TooLate,
        "Someone else has changed this schedule since you opened it. Look at it again before you change it.");

    public sealed record RetentionNameTaken(string Name)
        : OperationProblem(ProblemKind.NameTaken, $"There is a retention rule '{Name}' already. Choose another name.");

    public static OperationProblem NoRetention { get; } = new(ProblemKind.NotFound, "There is no such retention rule.");

    public static string RetentionTooWide(string slug, string? team) =>
        $"{(team is null ? "The administrators" : $"The team '{team}'")} may not delete backups of every knowledge box that '{slug}' may "
        + "match. Nothing was changed.";

    public sealed record RetentionChanged() : OperationProblem(
        ProblemKind.TooLate,
        "Someone else has changed this retention rule since you opened it. Look at it again before you change it.");

    public static OperationProblem PlanChanged { get; } = new(ProblemKind.TooLate,
        "What would be deleted has changed since you looked. Nothing was changed; look at it again.");

    public static OperationProblem NotArmed { get; } = new(ProblemKind.TooLate, "This rule deletes nothing: it is not armed.");

    public static OperationProblem AlreadyArmed { get; } = new(ProblemKind.TooLate, "This rule is armed already.");

    public static OperationProblem NotBraked { get; } = new(ProblemKind.TooLate, "Nothing waits to be released any longer.");
}
