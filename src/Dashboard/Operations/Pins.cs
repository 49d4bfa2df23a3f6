using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Live;

namespace BackupDashboard.Operations;

/// <summary>Protects backups from deletion by this dashboard. The cloud knows nothing of it: others can delete them all the same.</summary>
public sealed class Pins(Permissions permissions, ZoneWatchers zones, Journal journal, Intents intents, TimeProvider time)
{
    public Task<RequestResult> PinAsync(ClaimsPrincipal person, string zone, string backupId, string reason, CancellationToken cancellation)
    {
        if (!permissions.Has(person, Right.Delete))
            return RequestResult.RefusedTask(Problems.NotAllowed(Right.Delete));
        if (zones.Find(zone)?.Current is not { } snapshot)
            return RequestResult.RefusedTask(Problems.NoZone(zone));
        if (!snapshot.Backups.TryGetValue(backupId, out var backup))
            return RequestResult.RefusedTask(Problems.NoBackup(zone));
        if (string.IsNullOrWhiteSpace(reason))
            return RequestResult.RefusedTask(Problems.ReasonMissing);
        if (journal.Current.PinOf(zone, backupId) is { } pin)
            return RequestResult.RefusedTask(Problems.AlreadyPinned(pin));

        return WriteAsync(intents.Of(person, OperationKind.Pin, zone, backup) with { Reason = reason.Trim() }, cancellation);
    }

    public Task<RequestResult> UnpinAsync(ClaimsPrincipal person, string zone, string backupId, CancellationToken cancellation)
    {
        if (!permissions.Has(person, Right.Delete))
            return RequestResult.RefusedTask(Problems.NotAllowed(Right.Delete));
        if (journal.Current.PinOf(zone, backupId) is not { } pin)
            return RequestResult.RefusedTask(Problems.NotPinned);

        // From the pin, not from the zone: a pin whose backup has vanished can be taken away as well.
        var intent = intents.New(person, OperationKind.Unpin, zone, pin.Target, pin.KnowledgeBoxId, pin.KnowledgeBoxSlug);
        return WriteAsync(intent with { BackupId = backupId, BackupStartedAt = pin.BackupStartedAt }, cancellation);
    }

    /// <summary>Nothing is sent, so the intent is the outcome as well.</summary>
    private Task<RequestResult> WriteAsync(Operation intent, CancellationToken cancellation) =>
        intents.RequestAsync(intent with { State = OperationState.Succeeded, EndedAt = time.GetUtcNow() }, cancellation);
}
