using BackupDashboard.Journal;

namespace BackupDashboard.Tests.Operations.Model;

/// <summary>What must hold, whatever happens.</summary>
internal static class Invariants
{
    /// <summary>
    /// A start takes a backup for its own that began this long before it: five minutes, and the most that our clock is off.
    /// </summary>
    private static readonly TimeSpan Indistinguishable = TimeSpan.FromMinutes(5 + 2);

    public static void AtAnyTime(JournalSnapshot journal) => journal.Operations.Values.Where(operation => operation.IsActive)
        .GroupBy(operation => operation.Target).Where(target => target.Count() > 1).Select(target => target.Key)
        .ShouldBeEmpty("two active operations share a target");

    /// <summary>Also when an older copy of the database was put back.</summary>
    public static void OfCalls(Asked asked, ModelCloud cloud, UndoOffers offers)
    {
        var name = $"operation #{asked.Number}";
        var calls = cloud.Calls.Where(call => call.By == asked.Id).ToList();
        calls.Count(call => call.Ending is not Ending.BeingCreated)
            .ShouldBeLessThanOrEqualTo(1 + offers.ReleasesOf(asked.Id), $"{name} was sent again");
        offers.IsSentAfterItsUndo(asked.Id).ShouldBeFalse($"{name} was undone, and is sent");
    }

    /// <summary>After the cloud has answered again, and time has passed.</summary>
    public static void AtTheEnd(Asked asked, Operation? operation, ModelCloud cloud, JournalSnapshot journal)
    {
        var name = $"operation #{asked.Number}";
        operation.ShouldNotBeNull($"{name} is lost");
        cloud.Effects.Count(effect => effect.By == asked.Id).ShouldBeLessThanOrEqualTo(1, $"{name} is doubled");
        switch (operation.State)
        {
            case OperationState.Succeeded:
                IsDone(asked, operation, cloud, journal).ShouldBeTrue($"{name} has succeeded, and is not done");
                break;
            case OperationState.Unknown:
                (
                    GivenUpBefore(operation, journal)
                        ? ["a box that may be an earlier one's"] : MayBeSomebodyElses(asked, operation, cloud, journal))
                            .ShouldNotBeEmpty($"{name} is forgotten as unknown: {operation.Problem?.Text}");
                break;
            case OperationState.Rejected or OperationState.Failed or OperationState.Cancelled:
                // What a person has treated as failed may have been done: that is what the person was asked about.
                if (!asked.TreatedAsFailed)
                    IsThere(asked, cloud).ShouldBeFalse($"{name} is {operation.State}, and is done");
                break;
            default:
                throw new ShouldAssertException($"{name} is {operation.State} for ever");
        }
    }

    private static bool IsDone(Asked asked, Operation operation, ModelCloud cloud, JournalSnapshot journal) => asked.Kind switch
    {
        OperationKind.Start => cloud.EverMade.Exists(made => made.By == asked.Id && made.Id == operation.UpstreamId)
            || MayBeSomebodyElses(asked, operation, cloud, journal).Contains(operation.UpstreamId!),
        OperationKind.Restore => cloud.Boxes.Exists(box => box.Id == operation.UpstreamId && box.By == asked.Id),
        OperationKind.Delete => !cloud.Backups.Exists(backup => backup.Id == operation.BackupId),
        _ => true,
    };

    /// <summary>A restore to the same slug that a person has treated as failed: it may have come about after all.</summary>
    private static bool GivenUpBefore(Operation operation, JournalSnapshot journal) => operation.Kind is OperationKind.Restore
        && journal.Operations.Values.Any(other => other.Target == operation.Target && other.Id != operation.Id
            && other.Problem?.Kind is ProblemKind.TreatedAsFailed);

    private static bool IsThere(Asked asked, ModelCloud cloud) => asked.Kind is OperationKind.Delete
        ? cloud.Effects.Exists(effect => effect.By == asked.Id)
        : cloud.EverMade.Exists(made => made.By == asked.Id && (cloud.Backups.Contains(made) || cloud.Boxes.Contains(made)));

    /// <summary>
    /// Backups of this box that cannot be distinguished from the requested one: unknown when it was requested, begun about then or later,
    /// and not known to be another operation's.
    /// </summary>
    private static IReadOnlyList<string> MayBeSomebodyElses(Asked asked, Operation operation, ModelCloud cloud, JournalSnapshot journal) =>
        asked.Kind is not OperationKind.Start ? [] : [.. cloud.EverMade
            .Where(made => made.By != asked.Id && made.Of == operation.KnowledgeBoxId)
            .Where(made => !journal.Operations.Values.Any(other => other.Id == made.By && other.UpstreamId == made.Id))
            .Where(made => !asked.Seen.Contains(made.Id) && made.At >= asked.At - Indistinguishable)
            .Select(made => made.Id)];
}
