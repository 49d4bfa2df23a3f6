using BackupDashboard.Access;
using BackupDashboard.Journal;

namespace BackupDashboard.Operations.Kinds;

// By the settings. What makes it less strict takes two people.
internal sealed class SetApprovals : Recorded
{
    public override OperationKind Kind => OperationKind.SetApprovals;

    public override Right Right => Right.Administer;

    public override string Title => "Set what takes a second person";

    public override string Verb => "Setting what takes a second person";

    public override IReadOnlyList<ApprovalFact> FactsOf(Operation operation, FactSources sources) =>
        ApprovalWords.Facts(sources.Journal.ApprovalPolicy, operation.ApprovalPolicy!);

    public override string Result(Operation operation) => ApprovalWords.Short(operation.ApprovalPolicy ?? ApprovalPolicy.None);

    public override EventWords Requested(Operation operation) => new($"Set by {operation.Actor.Name}", Result(operation), IsGood: true);
}
