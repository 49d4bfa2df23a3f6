using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations.Kinds;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Operations;

/// <summary>
/// Holds back what takes a second person. It freezes the facts when something is requested, and compares them before it is decided and
/// before it is sent.
/// </summary>
public sealed class ApprovalGate(
    ZoneMonitor zones, OperationJournal journal, Permissions permissions, ISessions sessions, IOptions<OperationsOptions> options,
    TimeProvider time)
{
    private static readonly TimeSpan Recently = TimeSpan.FromHours(1);

    internal ApprovalPolicy Policy => journal.Current.ApprovalPolicy;

    /// <summary>
    /// Why each of these deletions takes a second person, as far as any does. The dashboard's own rules need none: a person has armed them.
    /// </summary>
    /// <param name="backups">All that are requested together, of one zone.</param>
    internal IReadOnlyDictionary<string, IReadOnlyList<ApprovalReason>> ReasonsOf(
        Caller caller, string zone, IReadOnlyCollection<Backup> backups)
    {
        var policy = Policy;
        if (!policy.IsOn || caller is SystemCaller || zones.Find(zone) is not { } snapshot)
            return new Dictionary<string, IReadOnlyList<ApprovalReason>>();

        var current = journal.Current;
        var isMany = IsMany(policy, caller.Actor, current, backups.Count);
        return backups.Select(backup =>
            (backup.Id, Reasons: Reasons(policy, backup, new(snapshot, current, Together(backup, backups)), isMany)))
            .Where(one => one.Reasons.Count > 0).DistinctBy(one => one.Id).ToDictionary(one => one.Id, one => one.Reasons);
    }

    /// <summary>The backups of the same box that go with one.</summary>
    internal static IReadOnlyList<string> Together(Backup backup, IReadOnlyCollection<Backup> backups) =>
        [.. backups.Where(other => other.KnowledgeBoxId == backup.KnowledgeBoxId && other.Id != backup.Id).Select(other => other.Id)];

    /// <summary>The intent as a request for approval; as it is if there is no reason for one.</summary>
    internal Operation Ask(Operation intent, IReadOnlyList<ApprovalReason> reasons, IReadOnlyList<string> together, int needed = 1)
    {
        if (reasons.Count == 0)
            return intent;

        var (policy, now) = (Policy, time.GetUtcNow());
        var facts = intent.Definition.FactsOf(intent, new(zones.Find(intent.Zone), journal.Current, together));
        return intent with
        {
            State = OperationState.Scheduled,
            DueAt = null,
            EndedAt = null,
            Approval = new Approval
            {
                Reasons = reasons,
                Facts = facts,
                Hash = Approval.HashOf(facts),
                Needed = needed,
                ApproveBy = now + policy.ApproveWithin,
                RunWithin = policy.RunWithin,
                RipensAt = now + policy.Ripens,
                NoticeAt = now,
                Together = together,
            },
        };
    }

    /// <summary>
    /// Decided under the lock of the write, and before a deletion is sent: whether what needed nobody else needs someone now, because of
    /// what else is being deleted.
    /// </summary>
    /// <param name="isNew">It is about to be recorded, and is not counted yet.</param>
    internal bool NeedsSomeoneNow(Operation deletion, JournalSnapshot current, bool isNew)
    {
        if (deletion is not { Kind: OperationKind.Delete, Approval: null, Via: OperationVia.Page or OperationVia.Api }
            || current.ApprovalPolicy is not { IsOn: true } policy || zones.Find(deletion.Zone) is not { } zone
            || zone.Backups.GetValueOrDefault(deletion.BackupId!) is not { } backup)
            return false;

        var isMany = isNew && IsMany(policy, deletion.Actor, current, count: 1);
        return Reasons(policy, backup, new(zone, current, []), isMany).Count > 0;
    }

    /// <summary>What has become of it, if it can no longer be approved; null if it still can be, or if that is not known now.</summary>
    internal Operation? Ended(Operation operation) =>
        operation.Approval!.ApproveBy <= time.GetUtcNow() ? End(operation, new ApprovalProblems.NotApprovedInTime())
        : operation.Definition.InTheWay(operation, journal.Current) is { } other && other.Id != operation.Id
            ? End(operation, new ApprovalProblems.NoLongerPossible(Problems.InTheWay(operation, other)))
        : IsKnown(operation) ? EndedBy(operation, FactsOf(operation, zones.Find(operation.Zone)))
        : null;

    /// <summary>The facts can be compared: they are of the journal, or of a zone that can be read.</summary>
    internal bool IsKnown(Operation operation) => operation.Definition is Recorded
        || (zones.Find(operation.Zone) is { IsLoaded: true, Failure: null, IsGone: false } zone
            && !operation.Definition.MayBeLeftOut(operation, zone));

    internal Operation End(Operation operation, OperationProblem problem) => operation with
    {
        State = OperationState.Rejected,
        Problem = problem,
        EndedAt = time.GetUtcNow(),
    };

    /// <summary>Enough people have approved it, or it has ripened: its grace period begins, or it is in force.</summary>
    internal Operation Granted(Operation operation)
    {
        var now = time.GetUtcNow();
        return operation.Definition is Recorded recorded
            ? recorded.InForceFrom(operation, now) with { State = OperationState.Succeeded, EndedAt = now }
            : operation with
            {
                DueAt = operation.Definition.HasGrace && options.Value.DeleteGrace > TimeSpan.Zero
                    ? now + options.Value.DeleteGrace
                    : null,
                Approval = operation.Approval! with { RunBy = now + operation.Approval.RunWithin },
            };
    }

    /// <summary>Just before it is sent: whether what was approved is still true, by a look at the zone.</summary>
    internal async Task<Operation?> EndedBeforeSendingAsync(Operation operation, CancellationToken cancellationToken)
    {
        if (operation.Approval is not { } approval)
            return NeedsSomeoneNow(operation, journal.Current, isNew: false)
                ? End(operation, new ApprovalProblems.NeedsSomeoneNow())
                : null;
        if (approval.RunBy <= time.GetUtcNow())
            return End(operation, new ApprovalProblems.NotSentInTime());
        if (approval.Votes.FirstOrDefault(vote => vote.IsApproval && !StillMay(vote, operation)) is { } lost)
            return End(operation, new ApprovalProblems.ApproverLeft(lost.By.Name));

        return await zones.PollAsync(operation.Zone, cancellationToken) is { Failure: null } zone
            ? EndedBy(operation, FactsOf(operation, zone))
            : End(operation, new ApprovalProblems.Unread(operation.Zone));
    }

    /// <summary>
    /// Whether someone may approve it: with the right for its box, or in the team that it belongs to, or everywhere.
    /// </summary>
    internal static bool May(Grants grants, Operation operation) => operation.IsVisibleTo(grants)
        && (grants.May(Right.Approve, operation.Zone, operation.KnowledgeBoxSlug) || grants.MayEverywhere(Right.Approve)
            || (operation.Team is { } team && grants.Teams.Any(one => one.Name == team && one.Has(Right.Approve))));

    // By the teams as they are set now; and by what the provider says of them, as long as they are signed in.
    private bool StillMay(ApprovalVote vote, Operation operation) =>
        May(permissions.OfTeams(vote.Teams), operation)
        && sessions.People.Where(person => Actor.From(person).ObjectId == vote.By.ObjectId)
            .All(person => May(permissions.Of(person), operation));

    private Operation? EndedBy(Operation operation, IReadOnlyList<ApprovalFact> facts) => Approval.HashOf(facts) == operation.Approval!.Hash
        ? null
        : End(operation, new ApprovalProblems.NoLongerTrue(ApprovalWords.Difference(operation.Approval.Facts, facts))) with
        {
            Approval = operation.Approval with { Became = [.. facts.Except(operation.Approval.Facts)] },
        };

    private IReadOnlyList<ApprovalFact> FactsOf(Operation operation, ZoneSnapshot? zone) =>
        operation.Definition.FactsOf(operation, new(zone, journal.Current, operation.Approval!.Together));

    private static IReadOnlyList<ApprovalReason> Reasons(ApprovalPolicy policy, Backup backup, FactSources sources, bool isMany)
    {
        var (zone, staying) = (sources.Zone!, DeleteBackup.Staying(backup, sources));
        var isLastOfGone = (zone.Index.IsOrphan(backup) || zone.Index.MayBeOrphan(backup)) && !staying.Any(other => other.IsCompleted)
            && (backup.IsCompleted || staying.Count == 0);
        return
        [
            .. policy.OnlyCompleted && backup.IsCompleted && !staying.Any(other => other.IsCompleted)
                ? [ApprovalReason.OnlyCompleted]
                : Array.Empty<ApprovalReason>(),
            .. policy.LastOfGoneBox && isLastOfGone ? [ApprovalReason.LastOfGoneBox] : Array.Empty<ApprovalReason>(),
            .. isMany ? [ApprovalReason.Many] : Array.Empty<ApprovalReason>(),
        ];
    }

    // Without those that someone else has looked at, or that came to nothing.
    private bool IsMany(ApprovalPolicy policy, Actor actor, JournalSnapshot current, int count)
    {
        if (policy.MostAlone is not { } most)
            return false;

        var since = time.GetUtcNow() - Recently;
        return count + current.Operations.Values.Count(operation =>
            operation is { Kind: OperationKind.Delete, Approval: null, State: not (OperationState.Cancelled or OperationState.Rejected) }
            && operation.Actor.ObjectId == actor.ObjectId && operation.RequestedAt > since) > most;
    }
}

/// <summary>What facts are read from.</summary>
/// <param name="Zone">The whole zone; null if it is not known, or if it is about every zone.</param>
/// <param name="Journal">The whole journal.</param>
/// <param name="Together">The backups of the same box that are to go as well: their deletion changes no fact.</param>
internal sealed record FactSources(ZoneSnapshot? Zone, JournalSnapshot Journal, IReadOnlyList<string> Together);
