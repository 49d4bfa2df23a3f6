using BackupDashboard.Journal;

namespace BackupDashboard.Operations.Kinds;

internal sealed class SetSchedule : Planning
{
    public override OperationKind Kind => OperationKind.SetSchedule;

    public override OperationProblem NotApplied { get; } = new(
        ProblemKind.NotApplied, "The schedule was not changed. It is safe to change it again.");

    public override string Title => "Set a schedule";

    public override string Verb => "Setting the schedule";

    // Two people may change it, or choose one name, at the same time.
    public override Operation? InTheWay(Operation intent, JournalSnapshot journal) =>
        journal.InForceFor(intent.Target) is { } current && current.Schedule != intent.ScheduleBefore
            ? current
            : journal.Schedules.FirstOrDefault(other => other.Target != intent.Target
                && string.Equals(other.Schedule?.Name, intent.Schedule?.Name, StringComparison.OrdinalIgnoreCase));

    public override OperationProblem Obstacle(Operation other) => Problems.ScheduleChanged;

    public override OperationProblem HiddenObstacle(Operation intent) => Problems.ScheduleNameTaken(intent.Schedule!.Name);

    public override string Result(Operation operation) =>
        operation.Schedule is { } schedule ? ScheduleWords.Change(operation.ScheduleBefore, schedule) : "";

    public override EventWords Requested(Operation operation) =>
        new($"{(operation.ScheduleBefore is null ? "Created" : "Changed")} by {operation.Actor.Name}", Result(operation), IsGood: true);
}

internal sealed class DeleteSchedule : Planning
{
    public override OperationKind Kind => OperationKind.DeleteSchedule;

    public override OperationProblem NotApplied { get; } = new(
        ProblemKind.NotApplied, "The schedule was not deleted. It is safe to delete it again.");

    public override string Title => "Delete a schedule";

    public override string Verb => "Deleting the schedule";

    public override string Result(Operation operation) => "It starts nothing any longer. Its backups stay.";

    public override EventWords Requested(Operation operation) =>
        new($"Deleted by {operation.Actor.Name}", Result(operation), IsGood: true);
}
