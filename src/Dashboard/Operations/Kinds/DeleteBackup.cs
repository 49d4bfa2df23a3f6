using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Shell;
using BackupDashboard.Zones;

namespace BackupDashboard.Operations.Kinds;

internal sealed class DeleteBackup : OperationDefinition
{
    public override OperationKind Kind => OperationKind.Delete;

    public override Right Right => Right.Delete;

    public override bool HasGrace => true;

    public override string NotApplied => "The backup is still there. It is safe to delete it again.";

    public override string Title => "Delete a backup";

    public override string Verb => "Deleting";

    public override Operation? InTheWay(Operation intent, JournalSnapshot journal) =>
        journal.RestoreFrom(intent.Zone, intent.BackupId!) ?? journal.PinOf(intent.Zone, intent.BackupId!);

    public override OperationProblem Obstacle(Operation other) => other.Kind switch
    {
        OperationKind.Restore => new Problems.RestoreRunning(),
        OperationKind.Pin => new Problems.Pinned(other.Actor.Name, other.Reason),
        OperationKind.Unpin when other.AwaitsApproval => new Problems.BeingUnpinned(),
        _ => throw Problems.Unexplained(Kind, other.Kind),
    };

    public static string Name(Operation operation) =>
        $"{operation.KnowledgeBoxSlug} in {operation.Zone}, started "
        + (operation.BackupStartedAt is { } at ? ViewerTime.Utc(at) : "at an unknown time");

    // The other backups of its box that are not about to be deleted.
    public static IReadOnlyList<Backup> Staying(Backup backup, FactSources sources) =>
    [
        .. sources.Zone!.Index.BackupsOf(backup.KnowledgeBoxId).Where(other => other.Id != backup.Id
            && !sources.Together.Contains(other.Id) && !sources.Journal.IsBeingDeleted(sources.Zone.Zone.Slug, other.Id)),
    ];

    public override IReadOnlyList<ApprovalFact> FactsOf(Operation operation, FactSources sources)
    {
        if (sources.Zone?.Backups.GetValueOrDefault(operation.BackupId!) is not { } backup)
            return [new("Backup", "no longer listed")];

        var staying = Staying(backup, sources).Where(other => other.IsCompleted).ToList();
        return
        [
            new("Backup", Name(operation)),
            new("State", backup.IsCompleted ? "completed" : "not finished"),
            new("Size", backup.Size is { } size ? Format.Bytes(size) : "unknown"),
            new("Knowledge box", sources.Zone.Index.IsOrphan(backup) ? "gone: its content exists in its backups alone"
                : sources.Zone.Index.MayBeOrphan(backup) ? "not listed: its content may exist in its backups alone"
                : "there"),
            new("Completed backups of it that stay", Format.Count(staying.Count)),
            new("Newer ones among them", Format.Count(staying.Count(other => other.StartedAt > backup.StartedAt))),
        ];
    }

    // A plan of retention rests on a newer backup, which may have gone since.
    public override Task<OperationProblem?> LastCheckAsync(
        Operation operation, OperationContext context, CancellationToken cancellationToken) =>
        Task.FromResult<OperationProblem?>(
            operation.Via is OperationVia.Retention
                && context.Zones.Find(operation.Zone)?.Backups.GetValueOrDefault(operation.BackupId!) is { IsCompleted: true } backup
                && context.Zones.Find(operation.Zone)!.Index.IsNewest(backup)
                ? new Problems.IsNewest()
                : null);

    public override async Task<Outcome> SendAsync(
        Zone zone, Operation operation, OperationContext context, CancellationToken cancellationToken)
    {
        var deleted = await context.Cloud.DeleteBackupAsync(zone, operation.BackupId!, cancellationToken);
        return deleted.Error is { } error ? Outcome.Of(operation, error) : Outcome.Accepted;
    }

    // Only a poll tells "gone" from "not visible", as with a deletion that the cloud has accepted.
    public override Outcome? OutcomeOf(Operation operation, NucliaError error) =>
        error.Kind is NucliaErrorKind.NotFound ? Outcome.InDoubt(new CloudProblems.NoSuchBackup()) : null;

    public override IReadOnlyList<string> Found(Operation operation, ZoneSnapshot zone, Func<string, bool> isClaimed) =>
        MayBeOutOfSight(operation, zone) || zone.HasBackup(operation.BackupId!) ? [] : [operation.BackupId!];

    public override bool MayBeLeftOut(Operation operation, ZoneSnapshot zone) =>
        !zone.Backups.ContainsKey(operation.BackupId!) && zone.LeftOutBackups.MayHold(operation.BackupId!);

    public override bool RestsOnAbsence(Outcome outcome) => outcome.State is OperationState.Succeeded;

    public override string Result(Operation operation) => "The backup is no longer listed.";

    public override EventWords Success(Operation before, Operation now) => before is { State: OperationState.Sent, AcceptedAt: null }
        // As earlier versions recorded it: no poll had shown it.
        ? new("It was gone already", "The cloud knows no such backup: there was nothing left to delete.", IsGood: true)
        : new("Confirmed by looking", "The backup is no longer listed.", IsGood: true);
}
