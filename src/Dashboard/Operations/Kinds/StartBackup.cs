using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Primitives;
using BackupDashboard.Zones;

namespace BackupDashboard.Operations.Kinds;

internal sealed class StartBackup : OperationDefinition
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public override OperationKind Kind => OperationKind.Start;

    public override Right Right => Right.Backup;

    public override string NotApplied => "The cloud did not start a backup. It is safe to start it again.";

    public override string Title => "Start a backup";

    public override string Verb => "Starting a backup";

    public static IEnumerable<string> BegunBackupsOf(
        JournalSnapshot journal, string zone, string knowledgeBoxId, DateTimeOffset? listedAt) =>
        journal.Operations.Values
            .Where(operation => operation is { Kind: OperationKind.Start, State: OperationState.Succeeded, UpstreamId: not null })
            .Where(operation => operation.Zone == zone && operation.KnowledgeBoxId == knowledgeBoxId && !(operation.EndedAt < listedAt))
            .Select(operation => operation.UpstreamId!);

    public override OperationProblem Obstacle(Operation other) => throw Problems.Unexplained(Kind, other.Kind);

    public override Task<Counters?> CountBeforeAsync(
        Zone zone, Operation operation, OperationContext context, CancellationToken cancellationToken) =>
        context.Counters.OfAsync(zone, operation, cancellationToken);

    public override async Task<Outcome> SendAsync(
        Zone zone, Operation operation, OperationContext context, CancellationToken cancellationToken) =>
        Outcome.Made(operation, await context.Cloud.CreateBackupAsync(zone, operation.KnowledgeBoxId, cancellationToken));

    public override Outcome? OutcomeOf(Operation operation, NucliaError error) =>
        error.Kind is NucliaErrorKind.NotFound ? Outcome.Refused(new Problems.NoBox(operation.Zone)) : null;

    public override IReadOnlyList<string> Found(Operation operation, ZoneSnapshot zone, Func<string, bool> isClaimed) =>
    [
        .. zone.Index.BackupsOf(operation.KnowledgeBoxId)
            .Where(backup => IsNewSince(operation, backup) && !isClaimed(backup.Id)).Select(backup => backup.Id),
    ];

    public override bool MayBeLeftOut(Operation operation, ZoneSnapshot zone) =>
        zone.LeftOutBackups.HasNameless || zone.LeftOutBackups.Names.Except(operation.KnownBackups).Any()
        || zone.Index.BackupsOf(operation.KnowledgeBoxId)
            .Any(backup => !PlausibleTime.IsKnown(backup.StartedAt) && !IsKnown(operation, backup));

    public override string Result(Operation operation) => "Accepted by the cloud.";

    public override EventWords Success(Operation before, Operation now) => before.State is OperationState.Unknown
        ? new("Adopted by looking", $"A backup of this box that began after the request was found: {now.UpstreamId}", IsGood: true)
        : AcceptedByTheCloud(now);

    // Two signs, because each alone can err: the list may have been old, and the clocks differ.
    private static bool IsNewSince(Operation operation, Backup backup) =>
        !IsKnown(operation, backup) && backup.StartedAt >= operation.RequestedAt - ClockSkew;

    private static bool IsKnown(Operation operation, Backup backup) => operation.KnownBackups.Contains(backup.Id, StringComparer.Ordinal);
}
