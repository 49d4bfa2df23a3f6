using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Primitives;
using BackupDashboard.Zones;

namespace BackupDashboard.Operations;

/// <summary>
/// Protects backups from deletion by this dashboard. The cloud knows nothing of pins: others can still delete the backups.
/// </summary>
public sealed class Pins(
    CommandGuard guard, ZoneViews zones, OperationJournal journal, ApprovalGate gate, OperationRequests requests, TimeProvider time)
{
    public async Task<RequestResult> PinAsync(
        Caller caller, string zone, string backupId, string reason, CancellationToken cancellationToken)
    {
        var confirmed = await guard.ConfirmAsync(caller, cancellationToken);
        if (confirmed.Problem is { } problem)
            return RequestResult.Refused(problem);
        if (zones.Find(zone, confirmed.Grants)?.Current is not { } snapshot)
            return RequestResult.Refused(new Problems.NoZone(zone));
        if (!snapshot.Backups.TryGetValue(backupId, out var backup))
            return RequestResult.Refused(new Problems.NoBackup(zone));
        if (!confirmed.Grants.May(Right.Delete, zone, backup.Slug))
            return RequestResult.Refused(guard.Missing(caller, Right.Delete, zone, backup.Slug));
        if (PlainText.Title(reason) is not { Length: > 0 } plain)
            return RequestResult.Refused(Problems.ReasonMissing);
        if (journal.Current.PinOf(zone, backupId) is { } pin)
            return RequestResult.Refused(Problems.AlreadyPinned(pin));

        return await WriteAsync(
            requests.Of(caller, OperationKind.Pin, zone, backup) with { Reason = plain }, confirmed.Grants, cancellationToken);
    }

    public async Task<RequestResult> UnpinAsync(Caller caller, string zone, string backupId, CancellationToken cancellationToken)
    {
        var confirmed = await guard.ConfirmAsync(caller, cancellationToken);
        if (confirmed.Problem is { } problem)
            return RequestResult.Refused(problem);
        if (journal.Current.VisibleTo(confirmed.Grants).PinOf(zone, backupId) is not { } pin)
            return RequestResult.Refused(Problems.NotPinned);
        if (!confirmed.Grants.May(Right.Delete, zone, pin.KnowledgeBoxSlug))
            return RequestResult.Refused(guard.Missing(caller, Right.Delete, zone, pin.KnowledgeBoxSlug));

        // From the pin, not from the zone, so that the pin of a vanished backup can be removed as well.
        var intent = requests.New(caller, OperationKind.Unpin, zone, pin.Target, pin.KnowledgeBoxId, pin.KnowledgeBoxSlug);
        return await WriteAsync(
            intent with { BackupId = backupId, BackupStartedAt = pin.BackupStartedAt }, confirmed.Grants, cancellationToken,
            gate.Policy.Pinned ? [ApprovalReason.Pinned] : []);
    }

    // Nothing is sent, so the intent is the outcome as well.
    private Task<RequestResult> WriteAsync(
        Operation intent, Grants grants, CancellationToken cancellationToken, params IReadOnlyList<ApprovalReason> reasons) =>
        requests.RequestAsync(
            gate.Ask(intent with { State = OperationState.Succeeded, EndedAt = time.GetUtcNow() }, reasons, []), grants, cancellationToken);
}
