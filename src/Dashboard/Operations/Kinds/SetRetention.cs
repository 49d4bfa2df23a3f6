using BackupDashboard.Access;
using BackupDashboard.Journal;

namespace BackupDashboard.Operations.Kinds;

internal sealed class SetRetention : SetNamed<RetentionRule>
{
    public override OperationKind Kind => OperationKind.SetRetention;

    public override Right Right => Right.Plan;

    public override string Title => "Set a retention rule";

    public override string Verb => "Setting the retention rule";

    public override OperationProblem Obstacle(Operation other) => new RuleProblems.RetentionChanged();

    public override OperationProblem HiddenObstacle(Operation intent) => new RuleProblems.RetentionNameTaken(intent.Retention!.Name);

    public override IReadOnlyList<ApprovalFact> FactsOf(Operation operation, FactSources sources) =>
    [
        new("Retention rule", operation.Retention!.Name),
        new("Belongs to", operation.Retention.Team ?? "the administrators"),
        new("Change", Result(operation)),
        new("Afterwards", RetentionWords.Of(operation.Retention.Terms, ScheduleOf(operation.Retention, sources.Journal))),
    ];

    public override Operation InForceFrom(Operation operation, DateTimeOffset now)
    {
        var (rule, before, waited) = (operation.Retention!, operation.RetentionBefore, now - operation.RequestedAt);
        return operation with
        {
            Retention = rule with
            {
                ArmedAt = before?.ArmedAt is null && rule.ArmedAt is not null ? now : rule.ArmedAt,
                ChangedFrom = rule.ChangedFrom == before?.ChangedFrom ? rule.ChangedFrom : rule.ChangedFrom + waited,
            },
        };
    }

    private static string? ScheduleOf(RetentionRule rule, JournalSnapshot journal) =>
        rule.Terms.ScheduleId is { } id ? journal.ScheduleOf(id)?.Schedule!.Name : null;

    protected override RetentionRule? Of(Operation operation) => operation.Retention;

    protected override RetentionRule? Before(Operation operation) => operation.RetentionBefore;

    protected override string NameOf(RetentionRule named) => named.Name;

    protected override string Change(RetentionRule? before, RetentionRule now) => RetentionWords.Change(before, now);
}

internal sealed class DeleteRetention : Planning
{
    public override OperationKind Kind => OperationKind.DeleteRetention;

    public override string Title => "Delete a retention rule";

    public override string Verb => "Deleting the retention rule";

    public override string Result(Operation operation) => "It deletes nothing any longer. No backup goes with it.";

    public override EventWords Requested(Operation operation) =>
        new($"Deleted by {operation.Actor.Name}", Result(operation), IsGood: true);
}
