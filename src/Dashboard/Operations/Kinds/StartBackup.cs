using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Primitives;
using BackupDashboard.Zones;

namespace BackupDashboard.Operations.Kinds;

internal sealed class StartBackup : OperationDefinition
{
    private const string OfThePlan = "Backups are part of Nuclia's Enterprise plan: if this account has never had one, check its plan.";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public override OperationKind Kind => OperationKind.Start;

    public override Right Right => Right.Backup;

    public override OperationProblem NotApplied { get; } =
        new(ProblemKind.NotApplied, "The cloud did not start a backup. It is safe to start it again.");

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

    public override Outcome? OutcomeOf(Operation operation, NucliaError error)
    {
        if (error.Kind is NucliaErrorKind.NotFound)
            return Outcome.Refused(Problems.NoBox(operation.Zone));
        if (error.Kind is not (NucliaErrorKind.Forbidden or NucliaErrorKind.PaymentRequired))
            return null;

        var refused = Problems.Refused(operation, error);
        return Outcome.Refused(refused with { Text = $"{refused.Text.TrimEnd('.')}. {OfThePlan}" });
    }

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
