using BackupDashboard.Journal;

namespace BackupDashboard.Schedules;

// Why a time of a schedule went by without a backup.
internal static class Reasons
{
    private const string Delayed =
        "The dashboard was not running, its journal could not be written, the cloud took too long to say what had changed, or other "
        + "backups of the schedule had to end first.";

    public static OperationProblem Running { get; } = Skipped("A backup of this knowledge box was in progress already.");

    public static OperationProblem SkippedOnce { get; } = Skipped("This one time was to be skipped.");

    public static OperationProblem Changed { get; } =
        Skipped("The schedule was paused, or given other times, before the box had its turn.");

    public static OperationProblem Unchanged { get; } =
        Skipped("Nothing has changed in this knowledge box since its newest backup, so another one would hold the same.");

    public static OperationProblem OutcomeUnknown { get; } = Missed(
        "It was not known whether an earlier start of this knowledge box was carried out, and nothing is started twice.");

    public static OperationProblem NoRoom { get; } = Missed(
        "As many backups as the schedule allows at once were in progress all the time.");

    public static OperationProblem SlowDown { get; } = Missed("The cloud asked to slow down, and not to send more so soon.");

    public static OperationProblem ZoneNotReadable(string zone) => Missed($"Zone {zone} could not be read.");

    /// <param name="obstacle">What is in the way now; null if nothing is any longer.</param>
    public static OperationProblem WindowOver(OperationProblem? obstacle) =>
        Missed($"The start window was over. {obstacle?.Text ?? Delayed}");

    public static OperationProblem Refused(OperationProblem refusal) =>
        Missed($"Not started, because the cloud refused another box of this schedule: {refusal.Text}");

    public static OperationProblem Missed(string text) => new(ProblemKind.WindowOver, text);

    private static OperationProblem Skipped(string text) => new(ProblemKind.PassedOver, text);
}
