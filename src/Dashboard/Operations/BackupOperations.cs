using System.Globalization;
using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Operations.Kinds;
using BackupDashboard.Primitives;
using BackupDashboard.Zones;

namespace BackupDashboard.Operations;

/// <summary>
/// Everything that changes the cloud begins here: authorize, check, record the intent, hand it to the runner. Returns as soon as the intent
/// is recorded; the outcome is in the journal. What the caller cannot view is treated as missing.
/// </summary>
public sealed class BackupOperations(
    CommandGuard guard, ZoneViews zones, OperationJournal journal, SlugPolicy slugs, ApprovalGate gate, OperationRequests requests)
{
    /// <summary>The most deletions or starts per request: as many as someone can still read before confirming.</summary>
    public const int MaximumAtOnce = 500;

    /// <param name="evenIfRunning">The person knows that a backup of this box is in progress.</param>
    public Task<RequestResult> StartAsync(
        Caller caller, string zone, string knowledgeBoxId, bool evenIfRunning, CancellationToken cancellationToken) =>
        OnceAsync(
            caller,
            zone,
            grants => StartAsync(caller, grants, new(zone, knowledgeBoxId), evenIfRunning, batch: null, cancellationToken),
            cancellationToken);

    /// <summary>
    /// Starts a backup of each of several boxes, also of different zones, each on its own: one that is refused does not stop the others.
    /// </summary>
    /// <param name="evenIfRunning">Of these a second backup is started while one is running.</param>
    public async Task<BatchResult> StartAllAsync(
        Caller caller, IReadOnlyList<BoxInZone> boxes, IReadOnlySet<BoxInZone> evenIfRunning, CancellationToken cancellationToken)
    {
        var confirmed = await guard.ConfirmAsync(caller, cancellationToken);
        if (confirmed.Problem is { } problem)
            return new BatchResult([], problem);
        if (boxes.Count > MaximumAtOnce)
            return new BatchResult([], Problems.TooMany(MaximumAtOnce));

        var batch = Guid.NewGuid();
        var results = new List<RequestResult>();
        foreach (var box in boxes)
        {
            results.Add(zones.Find(box.Zone, confirmed.Grants) is { IsGone: true }
                ? RequestResult.Refused(new Problems.ZoneGone(box.Zone))
                : await StartAsync(caller, confirmed.Grants, box, evenIfRunning.Contains(box), batch, cancellationToken));
        }

        return new BatchResult(results, null);
    }

    /// <param name="confirmation">The box's slug as typed; needed for a completed backup only.</param>
    public Task<RequestResult> DeleteAsync(
        Caller caller, string zone, string backupId, string? confirmation, CancellationToken cancellationToken) =>
        OnceAsync(
            caller,
            zone,
            async grants => zones.Find(zone, grants)?.Current is { } snapshot
                ? await DeleteAsync(
                    caller, grants, snapshot, backupId, confirmation, TogetherOf(caller, snapshot, [backupId]), batch: null,
                    cancellationToken)
                : RequestResult.Refused(new Problems.NoZone(zone)),
            cancellationToken);

    /// <summary>Deletes several backups of one zone, each on its own: one that is refused does not stop the others.</summary>
    /// <param name="confirmation">What <see cref="ConfirmationOf"/> requires, as typed.</param>
    public async Task<BatchResult> DeleteAllAsync(
        Caller caller, string zone, IReadOnlyList<string> backupIds, string? confirmation, CancellationToken cancellationToken)
    {
        var confirmed = await guard.ConfirmAsync(caller, cancellationToken);
        if (confirmed.Problem is { } problem)
            return new BatchResult([], problem);
        if (zones.Find(zone, confirmed.Grants)?.Current is not { } snapshot)
            return new BatchResult([], new Problems.NoZone(zone));
        if (snapshot.GoneSince is not null)
            return new BatchResult([], new Problems.ZoneGone(zone));
        if (!confirmed.Grants.MayIn(Right.Delete, zone))
            return new BatchResult([], guard.Missing(caller, Right.Delete, zone, TeamOptions.All));
        if (backupIds.Count > MaximumAtOnce)
            return new BatchResult([], Problems.TooMany(MaximumAtOnce));

        var together = TogetherOf(caller, snapshot, backupIds);
        if (ConfirmationOf(together.Backups) is { } expected && confirmation != expected)
            return new BatchResult([], Problems.ConfirmationMissing(expected));

        var batch = Guid.NewGuid();
        var results = new List<RequestResult>();
        foreach (var id in backupIds)
        {
            results.Add(await DeleteAsync(
                caller, confirmed.Grants, snapshot, id, snapshot.Backups.GetValueOrDefault(id)?.Slug, together, batch,
                cancellationToken));
        }

        return new BatchResult(results, null);
    }

    /// <summary>Why deletions that are requested together take a second person, by the ids of the backups; empty if none does.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ApprovalReason>> ApprovalsOf(
        ClaimsPrincipal person, Grants viewer, string zone, IReadOnlyList<string> backupIds) =>
        zones.Find(zone, viewer)?.Current is { } snapshot
            ? TogetherOf(person, snapshot, backupIds).Reasons
            : new Dictionary<string, IReadOnlyList<ApprovalReason>>();

    /// <summary>
    /// Unfinished backups need no confirmation; those of one box need its slug; those of several boxes need their number.
    /// </summary>
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
        Caller caller, string zone, string backupId, NewKnowledgeBox box, CancellationToken cancellationToken) =>
        OnceAsync(caller, zone, grants => RestoreAsync(caller, grants, zone, backupId, box, cancellationToken), cancellationToken);

    private async Task<RequestResult> OnceAsync(
        Caller caller, string zone, Func<Grants, Task<RequestResult>> request, CancellationToken cancellationToken)
    {
        var confirmed = await guard.ConfirmAsync(caller, cancellationToken);
        if (confirmed.Problem is { } problem)
            return RequestResult.Refused(problem);
        if (await requests.RepeatedAsync(caller, confirmed.Grants, cancellationToken) is { } repeated)
            return repeated;
        if (zones.Find(zone, confirmed.Grants) is { IsGone: true })
            return RequestResult.Refused(new Problems.ZoneGone(zone));

        var result = await request(confirmed.Grants);

        // Two identical requests at the same time may have met each other: the own backup is running, the own slug is taken.
        return result.IsAccepted ? result : await requests.RepeatedAsync(caller, confirmed.Grants, cancellationToken) ?? result;
    }

    private async Task<RequestResult> StartAsync(
        Caller caller, Grants grants, BoxInZone wanted, bool evenIfRunning, Guid? batch, CancellationToken cancellationToken)
    {
        var (zone, knowledgeBoxId) = wanted;
        if (zones.Find(zone, grants)?.Current is not { } snapshot)
            return RequestResult.Refused(new Problems.NoZone(zone));
        if (!snapshot.KnowledgeBoxes.TryGetValue(knowledgeBoxId, out var box) || box.IsAgent)
            return RequestResult.Refused(new Problems.NoBox(zone));
        if (!grants.May(Right.Backup, zone, box.Slug))
            return RequestResult.Refused(guard.Missing(caller, Right.Backup, zone, box.Slug));

        var begun = StartBackup.BegunBackupsOf(journal.Current, zone, knowledgeBoxId, snapshot.AsOf).ToList();
        if (!evenIfRunning && (begun.Count > 0 || snapshot.Index.RunningBackupOf(knowledgeBoxId) is not null))
            return RequestResult.Refused(Problems.BackupRunning(box.Slug));

        var known = snapshot.Index.BackupsOf(knowledgeBoxId).Select(backup => backup.Id).Union(begun).ToList();
        var intent = requests.New(caller, OperationKind.Start, zone, OperationTarget.Box(zone, box.Id), box.Id, box.Slug);
        return await requests.RequestAsync(intent with { KnownBackups = known, BatchId = batch }, grants, cancellationToken);
    }

    private async Task<RequestResult> RestoreAsync(
        Caller caller, Grants grants, string zone, string backupId, NewKnowledgeBox box, CancellationToken cancellationToken)
    {
        if (zones.Find(zone, grants)?.Current is not { } snapshot)
            return RequestResult.Refused(new Problems.NoZone(zone));
        if (!snapshot.Backups.TryGetValue(backupId, out var backup))
            return RequestResult.Refused(new Problems.NoBackup(zone));
        if (!grants.May(Right.Restore, zone, backup.Slug))
            return RequestResult.Refused(guard.Missing(caller, Right.Restore, zone, backup.Slug));

        // Before control characters are removed, which would shorten it. Others see the title in the journal, so it must not mislead them.
        if (Problems.OfTitle(box) is { } problem)
            return RequestResult.Refused(problem);
        box = box with { Title = PlainText.Title(box.Title) };
        var origin = new RestoreOrigin(zone, backup.Slug, grants);
        if (ProblemOf(backup, box, origin) is { } obstacle)
            return RequestResult.Refused(obstacle);

        var accepted = box with { UnaskedZones = slugs.Accepted(box, origin) };
        var intent = requests.Of(caller, OperationKind.Restore, zone, backup);
        return await requests.RequestAsync(
            intent with { Target = OperationTarget.Slug(box.Slug), NewBox = accepted }, grants, cancellationToken);
    }

    private async Task<RequestResult> DeleteAsync(
        Caller caller, Grants grants, ZoneSnapshot zone, string backupId, string? confirmation, Together together, Guid? batch,
        CancellationToken cancellationToken)
    {
        if (!zone.Backups.TryGetValue(backupId, out var backup))
            return RequestResult.Refused(new Problems.NoBackup(zone.Zone.Slug));
        if (!grants.May(Right.Delete, zone.Zone.Slug, backup.Slug))
            return RequestResult.Refused(guard.Missing(caller, Right.Delete, zone.Zone.Slug, backup.Slug));
        if (backup.IsCompleted && confirmation != backup.Slug)
            return RequestResult.Refused(Problems.ConfirmationMissing(backup.Slug));

        var intent = requests.Of(caller, OperationKind.Delete, zone.Zone.Slug, backup) with { BatchId = batch };
        return await requests.RequestAsync(
            gate.Ask(intent, together.Reasons.GetValueOrDefault(backupId) ?? [], ApprovalGate.Together(backup, together.Backups)), grants,
            cancellationToken);
    }

    // Judged once for all of them: what is requested first must not count against the others.
    private Together TogetherOf(Caller caller, ZoneSnapshot zone, IReadOnlyList<string> backupIds)
    {
        Backup[] backups = [.. Listed(zone, backupIds)];
        return new(backups, gate.ReasonsOf(caller, zone.Zone.Slug, backups));
    }

    private static IEnumerable<Backup> Listed(ZoneSnapshot zone, IReadOnlyList<string> backupIds) =>
        backupIds.Select(id => zone.Backups.GetValueOrDefault(id)).OfType<Backup>();

    private OperationProblem? ProblemOf(Backup backup, NewKnowledgeBox box, RestoreOrigin origin)
    {
        if (!backup.IsCompleted)
            return new Problems.Unfinished();
        if (zones.Account(origin.Grants) is { RoomForBoxes: 0, Account.MaxKnowledgeBoxes: { } most })
            return Problems.LimitReached(most);
        return Problems.Of(slugs.Check(box.Slug, origin), box);
    }
}

/// <summary>Backups whose deletion is requested at once.</summary>
/// <param name="Reasons">By their ids: why it takes a second person, where it does.</param>
internal readonly record struct Together(
    IReadOnlyList<Backup> Backups, IReadOnlyDictionary<string, IReadOnlyList<ApprovalReason>> Reasons);

/// <summary>A knowledge box, and the zone it lives in.</summary>
public readonly record struct BoxInZone(string Zone, string KnowledgeBoxId);

/// <param name="Results">One per request, in their order; empty if all were refused together.</param>
public sealed record BatchResult(IReadOnlyList<RequestResult> Results, OperationProblem? Problem);

/// <param name="Operation">The recorded operation, or the active one that is in the way, if it is visible.</param>
/// <param name="Problem">Why nothing was recorded; null if it was.</param>
public sealed record RequestResult(Operation? Operation, OperationProblem? Problem)
{
    public bool IsAccepted => Problem is null;

    internal static RequestResult Refused(OperationProblem problem) => new(null, problem);
}
