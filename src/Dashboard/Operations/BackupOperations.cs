using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Live;

namespace BackupDashboard.Operations;

/// <summary>
/// Everything that changes the cloud begins here: authorise, check, write the intent, hand it to the runner. It answers as soon as
/// the intent is written; what becomes of it is in the journal.
/// </summary>
public sealed class BackupOperations(
    Permissions permissions, ZoneWatchers zones, AccountWatcher account, Journal journal, OperationQueue queue, SlugCheck slugs, TimeProvider time)
{
    /// <param name="evenIfRunning">The person knows that a backup of this box is in progress.</param>
    public Task<RequestResult> StartAsync(
        ClaimsPrincipal person, string zone, string knowledgeBoxId, bool evenIfRunning, CancellationToken cancellation)
    {
        if (!permissions.Has(person, Right.Backup))
            return RequestResult.RefusedTask(Problems.NotAllowed(Right.Backup));
        if (zones.Find(zone)?.Current is not { } snapshot)
            return RequestResult.RefusedTask(Problems.NoZone(zone));
        if (!snapshot.KnowledgeBoxes.TryGetValue(knowledgeBoxId, out var box) || box.IsAgent)
            return RequestResult.RefusedTask(Problems.NoBox(zone));

        var begun = journal.Current.BegunBackupsOf(zone, knowledgeBoxId, snapshot.AsOf).ToList();
        if (!evenIfRunning && (begun.Count > 0 || snapshot.Index.RunningBackupOf(knowledgeBoxId) is not null))
            return RequestResult.RefusedTask(Problems.BackupRunning(box.Slug));

        var known = snapshot.Index.BackupsOf(knowledgeBoxId).Select(backup => backup.Id).Concat(begun).ToHashSet(StringComparer.Ordinal);
        var intent = Intent(person, OperationKind.Start, zone, OperationTarget.Box(zone, box.Id), box.Id, box.Slug);
        return RequestAsync(intent with { KnownBackups = known }, cancellation);
    }

    /// <param name="confirmation">The box's slug as the person typed it; needed for a completed backup only.</param>
    public Task<RequestResult> DeleteAsync(
        ClaimsPrincipal person, string zone, string backupId, string? confirmation, CancellationToken cancellation)
    {
        if (!permissions.Has(person, Right.Delete))
            return RequestResult.RefusedTask(Problems.NotAllowed(Right.Delete));
        if (zones.Find(zone)?.Current is not { } snapshot)
            return RequestResult.RefusedTask(Problems.NoZone(zone));
        if (!snapshot.Backups.TryGetValue(backupId, out var backup))
            return RequestResult.RefusedTask(Problems.NoBackup(zone));
        if (backup.IsCompleted && confirmation != backup.Slug)
            return RequestResult.RefusedTask(Problems.ConfirmationMissing(backup));
        if (journal.Current.ActiveRestoreFrom(zone, backupId) is not null)
            return RequestResult.RefusedTask(Problems.RestoreRunning);

        var intent = Intent(person, OperationKind.Delete, zone, OperationTarget.Backup(zone, backupId), backup.KnowledgeBoxId, backup.Slug);
        return RequestAsync(intent with { BackupId = backupId }, cancellation);
    }

    public Task<RequestResult> RestoreAsync(
        ClaimsPrincipal person, string zone, string backupId, NewKnowledgeBox box, CancellationToken cancellation)
    {
        if (!permissions.Has(person, Right.Restore))
            return RequestResult.RefusedTask(Problems.NotAllowed(Right.Restore));
        if (zones.Find(zone)?.Current is not { } snapshot)
            return RequestResult.RefusedTask(Problems.NoZone(zone));
        if (!snapshot.Backups.TryGetValue(backupId, out var backup))
            return RequestResult.RefusedTask(Problems.NoBackup(zone));
        if (ProblemOf(backup, box, zone) is { } problem)
            return RequestResult.RefusedTask(problem);

        var intent = Intent(person, OperationKind.Restore, zone, OperationTarget.Slug(box.Slug), backup.KnowledgeBoxId, backup.Slug);
        return RequestAsync(intent with { BackupId = backupId, NewBox = box with { Title = box.Title.Trim() } }, cancellation);
    }

    private OperationProblem? ProblemOf(Backup backup, NewKnowledgeBox box, string zone)
    {
        if (!backup.IsCompleted)
            return Problems.Unfinished;
        if (journal.Current.ActiveFor(OperationTarget.Backup(zone, backup.Id)) is not null)
            return Problems.BeingDeleted;
        if (account.Current is { RoomForBoxes: 0, Account.MaxKnowledgeBoxes: { } most })
            return Problems.LimitReached(most);
        if (string.IsNullOrWhiteSpace(box.Title))
            return Problems.TitleMissing;

        var answer = slugs.Check(box.Slug, journal.Current.ReservedSlugs);
        return answer.Verdict switch
        {
            SlugVerdict.Invalid => new OperationProblem(ProblemKind.SlugInvalid, answer.Text),
            SlugVerdict.Taken => new OperationProblem(ProblemKind.SlugTaken, answer.Text),
            SlugVerdict.NotAsked when answer.UnaskedZones.Except(box.UnaskedZones).Any() =>
                new OperationProblem(ProblemKind.ZoneNotAsked, answer.Text),
            _ => null,
        };
    }

    private Operation Intent(ClaimsPrincipal person, OperationKind kind, string zone, string target, string boxId, string boxSlug) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        Kind = kind,
        Zone = zone,
        Target = target,
        KnowledgeBoxId = boxId,
        KnowledgeBoxSlug = boxSlug,
        Actor = Actor.From(person),
        RequestedAt = time.GetUtcNow(),
        State = OperationState.Scheduled,
    };

    private async Task<RequestResult> RequestAsync(Operation intent, CancellationToken cancellation)
    {
        if (await journal.TryAddAsync(intent, cancellation) is { } active)
            return new RequestResult(active, Problems.AlreadyRequested(active));

        queue.Add(intent.Id);
        return new RequestResult(intent, null);
    }
}

/// <param name="Operation">The operation that was written down, or the active one that is in the way.</param>
/// <param name="Problem">Why nothing was written; null when it was.</param>
public sealed record RequestResult(Operation? Operation, OperationProblem? Problem)
{
    public bool IsAccepted => Problem is null;

    internal static Task<RequestResult> RefusedTask(OperationProblem problem) => Task.FromResult(new RequestResult(null, problem));
}
