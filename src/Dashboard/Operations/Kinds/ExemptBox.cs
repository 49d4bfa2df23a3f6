using System.Globalization;
using BackupDashboard.Journal;

namespace BackupDashboard.Operations.Kinds;

internal sealed class ExemptBox : Planning
{
    public override OperationKind Kind => OperationKind.Exempt;

    public override string Title => "Exempt from the goal";

    public override string Verb => "Exempting";

    public override string Result(Operation operation) => string.Create(
        CultureInfo.InvariantCulture, $"Until {operation.ExemptUntil?.UtcDateTime:ddd d MMM yyyy, HH:mm} UTC: {operation.Reason}");

    public override EventWords Requested(Operation operation) =>
        new($"Exempted by {operation.Actor.Name}", Result(operation), IsGood: true);
}

internal sealed class EndExemption : Planning
{
    public override OperationKind Kind => OperationKind.EndExemption;

    public override string Title => "End an exemption";

    public override string Verb => "Ending the exemption";

    public override string Result(Operation operation) => "";

    public override EventWords Requested(Operation operation) =>
        new($"Ended by {operation.Actor.Name}", "The goal counts again.", IsGood: true);
}
