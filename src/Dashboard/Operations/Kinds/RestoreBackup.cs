using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Zones;

namespace BackupDashboard.Operations.Kinds;

internal sealed class RestoreBackup : OperationDefinition
{
    public override OperationKind Kind => OperationKind.Restore;

    public override Right Right => Right.Restore;

    public override string NotApplied => "The cloud did not create the knowledge box. It is safe to restore again.";

    public override string Title => "Restore a backup";

    public override string Verb => "Restoring";

    public override Operation? InTheWay(Operation intent, JournalSnapshot journal) =>
        journal.DeletionOf(intent.Zone, intent.BackupId!);

    public override OperationProblem Obstacle(Operation other) =>
        other.Kind is OperationKind.Delete ? new Problems.BeingDeleted() : throw Problems.Unexplained(Kind, other.Kind);

    public override OperationProblem HiddenObstacle(Operation intent) =>
        new CloudProblems.SlugTaken(intent.NewBox!.Slug);

    // The slug was free when it was typed; someone else may have been quicker.
    public override async Task<OperationProblem?> LastCheckAsync(
        Operation operation, OperationContext context, CancellationToken cancellationToken)
    {
        var box = operation.NewBox!;
        if (Problems.OfTitle(box) is not null)
            return new CloudProblems.NameNoLongerAllowed();

        var answer = await context.Slugs.CheckAgainAsync(operation, cancellationToken);
        var problem = Problems.Of(answer, box);
        return problem?.Kind is ProblemKind.ZoneNotAsked ? CloudProblems.ZonesNotAsked.Of(operation.Zone, answer.UnaskedZones)
            : problem?.Kind is ProblemKind.SlugInvalid ? new CloudProblems.NameNoLongerAllowed()
            : problem;
    }

    public override async Task<Outcome> SendAsync(
        Zone zone, Operation operation, OperationContext context, CancellationToken cancellationToken)
    {
        var box = operation.NewBox!;
        return Outcome.Made(
            operation, await context.Cloud.RestoreBackupAsync(zone, operation.BackupId!, box.Slug, box.Title, cancellationToken));
    }

    public override Outcome? OutcomeOf(Operation operation, NucliaError error) =>
        error.Kind is NucliaErrorKind.Conflict
            ? Outcome.Refused(new CloudProblems.SlugTakenMeanwhile(operation.NewBox!.Slug))
            : error.Kind is NucliaErrorKind.BackupInProgress ? Outcome.Refused(new Problems.Unfinished()) : null;

    // The list does not say when a box was created, so both slug and title must be those that were requested.
    public override IReadOnlyList<string> Found(Operation operation, ZoneSnapshot zone, Func<string, bool> isClaimed) =>
    [
        .. zone.KnowledgeBoxes.Values
            .Where(box => !box.IsAgent && box.Slug == operation.NewBox!.Slug && box.Title == operation.NewBox.Title && !isClaimed(box.Id))
            .Select(box => box.Id),
    ];

    public override bool MayBeLeftOut(Operation operation, ZoneSnapshot zone) => zone.LeftOutBoxes.IsAny;

    public override bool MayBeOutOfSight(Operation operation, ZoneSnapshot zone) => !zone.ListsEveryBox && operation.AcceptedAt is null;

    // An earlier restore to this slug was declared failed before it was settled: the box may be its, from another backup. Nothing
    // distinguishes the two, because the cloud does not say what a box was restored from. Not by the clock, which may have been set back:
    // one operation at a time is active for a target, so whatever has ended had begun earlier.
    public override bool MayBeAnEarlierOnes(Operation operation, Outcome outcome, JournalSnapshot journal) =>
        outcome.State is OperationState.Succeeded
        && journal.Operations.Values.Any(other => other.Target == operation.Target && other.Id != operation.Id
            && other is { Problem.Kind: ProblemKind.TreatedAsFailed, UpstreamId: null });

    public override string Succeeded(Operation operation) =>
        operation.ConfirmedAt is null ? "Restoring: content is arriving." : "Restored: no more content is expected.";

    public override string Result(Operation operation) => operation switch
    {
        { IsArriving: true } => "Accepted; content is arriving.",
        { Decision: { Reason: { } reason } decision } => $"{decision.By.Name} says that its content is complete: {reason}",
        _ => "No more content is expected.",
    };

    public override EventWords Success(Operation before, Operation now) => before.State is OperationState.Unknown
        ? new(
            "Adopted by looking",
            $"A knowledge box with the slug and the title that were requested was found: {now.UpstreamId}",
            IsGood: true)
        : AcceptedByTheCloud(now);
}
