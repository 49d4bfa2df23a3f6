using BackupDashboard.Access;
using BackupDashboard.Journal;

namespace BackupDashboard.Operations.Kinds;

internal sealed class SetSchedule : SetNamed<Schedule>
{
    public override OperationKind Kind => OperationKind.SetSchedule;

    public override Right Right => Right.Plan;

    public override string Title => "Set a schedule";

    public override string Verb => "Setting the schedule";

    public override OperationProblem Obstacle(Operation other) => new RuleProblems.ScheduleChanged();

    public override OperationProblem HiddenObstacle(Operation intent) => new RuleProblems.ScheduleNameTaken(intent.Schedule!.Name);

    public override IReadOnlyList<ApprovalFact> FactsOf(Operation operation, FactSources sources) =>
    [
        new("Schedule", operation.Schedule!.Name),
        new("Belongs to", operation.Schedule.Team ?? "the administrators"),
        new("Change", Result(operation)),
    ];

    protected override Schedule? Of(Operation operation) => operation.Schedule;

    protected override Schedule? Before(Operation operation) => operation.ScheduleBefore;

    protected override string NameOf(Schedule named) => named.Name;

    protected override string Change(Schedule? before, Schedule now) => ScheduleWords.Change(before, now);
}

internal sealed class DeleteSchedule : Planning
{
    public override OperationKind Kind => OperationKind.DeleteSchedule;

    public override string Title => "Delete a schedule";

    public override string Verb => "Deleting the schedule";

    public override string Result(Operation operation) => "It starts nothing any longer. Its backups stay.";

    // As it is now: a schedule that has been changed since is another one.
    public override IReadOnlyList<ApprovalFact> FactsOf(Operation operation, FactSources sources) =>
        sources.Journal.ScheduleOf(operation.Schedule!.Id)?.Schedule is { } schedule
            ?
            [
                new("Schedule", schedule.Name),
                new("Belongs to", schedule.Team ?? "the administrators"),
                new("What it does", ScheduleWords.Of(schedule)),
            ]
            : [new("Schedule", "no longer there")];

    public override EventWords Requested(Operation operation) =>
        new($"Deleted by {operation.Actor.Name}", Result(operation), IsGood: true);
}
