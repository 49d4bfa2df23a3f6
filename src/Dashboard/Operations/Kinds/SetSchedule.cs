using BackupDashboard.Access;
using BackupDashboard.Journal;

namespace BackupDashboard.Operations.Kinds;

internal sealed class SetSchedule : SetNamed<Schedule>
{
    public override OperationKind Kind => OperationKind.SetSchedule;

    public override Right Right => Right.Plan;

    public override OperationProblem NotApplied { get; } = new(
        ProblemKind.NotApplied, "The schedule was not changed. It is safe to change it again.");

    public override string Title => "Set a schedule";

    public override string Verb => "Setting the schedule";

    public override OperationProblem Obstacle(Operation other) => RuleProblems.ScheduleChanged;

    public override OperationProblem HiddenObstacle(Operation intent) => RuleProblems.ScheduleNameTaken(intent.Schedule!.Name);

    protected override Schedule? Of(Operation operation) => operation.Schedule;

    protected override Schedule? Before(Operation operation) => operation.ScheduleBefore;

    protected override string NameOf(Schedule named) => named.Name;

    protected override string Change(Schedule? before, Schedule now) => ScheduleWords.Change(before, now);
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
