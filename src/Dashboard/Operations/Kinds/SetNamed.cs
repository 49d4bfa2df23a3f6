using System.Text.Json;
using BackupDashboard.Journal;

namespace BackupDashboard.Operations.Kinds;

// Sets something that has a unique name: two people may change it, or choose one name, at the same time.
internal abstract class SetNamed<T> : Recorded
    where T : class
{
    public override bool IsNamed => true;

    public override Operation? InTheWay(Operation intent, JournalSnapshot journal) =>
        journal.InForceFor(intent.Target) is { } current && !AreSame(Of(current), Before(intent))
            ? current
            : journal.InForce.FirstOrDefault(other => other.Kind == Kind && other.Target != intent.Target
                && string.Equals(NameOf(Of(other)!), NameOf(Of(intent)!), StringComparison.OrdinalIgnoreCase));

    public override string Result(Operation operation) => Of(operation) is { } now ? Change(Before(operation), now) : "";

    public override EventWords Requested(Operation operation) =>
        new($"{(Before(operation) is null ? "Created" : "Changed")} by {operation.Actor.Name}", Result(operation), IsGood: true);

    // As written: one may have been read from the database since.
    private static bool AreSame(T? one, T? other) =>
        Equals(one, other) || JsonSerializer.Serialize(one) == JsonSerializer.Serialize(other);

    protected abstract T? Of(Operation operation);

    protected abstract T? Before(Operation operation);

    protected abstract string NameOf(T named);

    protected abstract string Change(T? before, T now);
}
