using BackupDashboard.Journal;

namespace BackupDashboard.Schedules;

// Why a time of a schedule went by without a backup.
internal static class Reasons
{
    private const string Delayed =
        "The dashboard was not running, its journal could not be written, the cloud took too long to say what had changed, or other "
        + "backups of the schedule had to end first.";

    public sealed record BackupInProgress()
        : OperationProblem(ProblemKind.PassedOver, "A backup of this knowledge box was in progress already.");

    public sealed record SkippedOnce() : OperationProblem(ProblemKind.PassedOver, "This one time was to be skipped.");

    public sealed record TimesChanged()
        : OperationProblem(ProblemKind.PassedOver, "The schedule was paused, or given other times, before the box had its turn.");

    public sealed record NothingChanged() : OperationProblem(
        ProblemKind.PassedOver,
        "Nothing has changed in this knowledge box since its newest backup, so another one would hold the same.");

    public sealed record EarlierStartUnknown() : OperationProblem(
        ProblemKind.WindowOver,
        "It was not known whether an earlier start of this knowledge box was carried out, and nothing is started twice.");

    public sealed record NoRoom() : OperationProblem(
        ProblemKind.WindowOver, "As many backups as the schedule allows at once were in progress all the time.");

    public sealed record ToldToSlowDown()
        : OperationProblem(ProblemKind.WindowOver, "The cloud asked to slow down, and not to send more so soon.");

    public sealed record ZoneNotReadable(string Zone) : OperationProblem(ProblemKind.WindowOver, $"Zone {Zone} could not be read.");

    /// <param name="Obstacle">What is in the way now; null if nothing is any longer.</param>
    public sealed record WindowOver(OperationProblem? Obstacle)
        : OperationProblem(ProblemKind.WindowOver, $"The start window was over. {Obstacle?.Text ?? Delayed}");

    public sealed record OtherBoxRefused(OperationProblem Refusal) : OperationProblem(
        ProblemKind.WindowOver, $"Not started, because the cloud refused another box of this schedule: {Refusal.Text}");

    public sealed record NotRequested(OperationProblem Refusal) : OperationProblem(ProblemKind.WindowOver, Refusal.Text);
}
