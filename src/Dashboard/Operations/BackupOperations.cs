using System.Globalization;
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
    Permissions permissions, ZoneWatchers zones, AccountWatcher account, Journal journal, SlugCheck slugs, Intents intents)
{
    /// <summary>Deletions that may be asked for together: what one can still read before confirming it.</summary>
    public const int MaximumAtOnce = 500;

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

        var known = snapshot.Index.BackupsOf(knowledgeBoxId).Select(backup => backup.Id).Union(begun).ToList();
        var intent = intents.New(person, OperationKind.Start, zone, OperationTarget.Box(zone, box.Id), box.Id, box.Slug);
        return intents.RequestAsync(intent with { KnownBackups = known }, cancellation);
    }

    /// <param name="confirmation">The box's slug as the person typed it; needed for a completed backup only.</param>
    /// <param name="batch">Common to deletions that were asked for together.</param>
    public Task<RequestResult> DeleteAsync(
        ClaimsPrincipal person, string zone, string backupId, string? confirmation, CancellationToken cancellation, Guid? batch = null)
    {
        if (!permissions.Has(person, Right.Delete))
            return RequestResult.RefusedTask(Problems.NotAllowed(Right.Delete));
        if (zones.Find(zone)?.Current is not { } snapshot)
            return RequestResult.RefusedTask(Problems.NoZone(zone));
        if (!snapshot.Backups.TryGetValue(backupId, out var backup))
            return RequestResult.RefusedTask(Problems.NoBackup(zone));
        if (backup.IsCompleted && confirmation != backup.Slug)
            return RequestResult.RefusedTask(Problems.ConfirmationMissing(backup.Slug));

        return intents.RequestAsync(intents.Of(person, OperationKind.Delete, zone, backup) with { BatchId = batch }, cancellation);
    }

    /// <summary>Deletes several backups of one zone, each on its own: one that is refused does not stop the others.</summary>
    /// <param name="confirmation">What <see cref="ConfirmationOf"/> asks for, as the person typed it.</param>
    public async Task<BatchResult> DeleteAllAsync(
        ClaimsPrincipal person, string zone, IReadOnlyList<string> backupIds, string? confirmation, CancellationToken cancellation)
    {
        if (!permissions.Has(person, Right.Delete))
            return new BatchResult([], Problems.NotAllowed(Right.Delete));
        if (zones.Find(zone)?.Current is not { } snapshot)
            return new BatchResult([], Problems.NoZone(zone));
        if (backupIds.Count > MaximumAtOnce)
            return new BatchResult([], Problems.TooMany(MaximumAtOnce));

        var backups = backupIds.Select(id => snapshot.Backups.GetValueOrDefault(id)).ToList();
        if (ConfirmationOf([.. backups.OfType<Backup>()]) is { } expected && confirmation != expected)
            return new BatchResult([], Problems.ConfirmationMissing(expected));

        var batch = Guid.NewGuid();
        var results = new List<RequestResult>();
        foreach (var backup in backups)
        {
            results.Add(backup is null
                ? RequestResult.Refused(Problems.NoBackup(zone))
                : await DeleteAsync(person, zone, backup.Id, backup.Slug, cancellation, batch));
        }

        return new BatchResult(results, null);
    }

    /// <summary>Worthless ones need no word; those of one box its slug; those of several their number.</summary>
    public static string? ConfirmationOf(IReadOnlyCollection<Backup> backups)
    {
        var slugs = backups.Where(backup => backup.IsCompleted).Select(backup => backup.Slug).Distinct().ToList();
        return slugs switch
        {
            [] => null,
            [var slug] => slug,
            _ => backups.Count.ToString(CultureInfo.InvariantCulture),
        };
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
        if (ProblemOf(backup, box) is { } problem)
            return RequestResult.RefusedTask(problem);

        var intent = intents.Of(person, OperationKind.Restore, zone, backup);
        return intents.RequestAsync(
            intent with { Target = OperationTarget.Slug(box.Slug), NewBox = box with { Title = box.Title.Trim() } }, cancellation);
    }

    private OperationProblem? ProblemOf(Backup backup, NewKnowledgeBox box)
    {
        if (!backup.IsCompleted)
            return Problems.Unfinished;
        if (account.Current is { RoomForBoxes: 0, Account.MaxKnowledgeBoxes: { } most })
            return Problems.LimitReached(most);
        return string.IsNullOrWhiteSpace(box.Title) ? Problems.TitleMissing : Problems.Of(slugs.Check(box.Slug, journal.Current.ReservedSlugs), box);
    }
}

/// <param name="Results">One for each that was asked for, in that order; empty when all were refused together.</param>
public sealed record BatchResult(IReadOnlyList<RequestResult> Results, OperationProblem? Problem);

/// <param name="Operation">The operation that was written down, or the active one that is in the way.</param>
/// <param name="Problem">Why nothing was written; null when it was.</param>
public sealed record RequestResult(Operation? Operation, OperationProblem? Problem)
{
    public bool IsAccepted => Problem is null;

    internal static RequestResult Refused(OperationProblem problem) => new(null, problem);

    internal static Task<RequestResult> RefusedTask(OperationProblem problem) => Task.FromResult(Refused(problem));
}
