using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using BackupDashboard.Feeds;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace BackupDashboard.Hubs;

// What the hub says of a zone. Clients that have heard the same before hear the same next: that is written once for all of them.
internal sealed class ZoneMessages
{
    // Some 15 KB of JSON: a connection whose client reads slowly holds a few messages, and there may be thousands of such.
    private const int ItemsPerMessage = 50;

    // By the version that the client has heard of. A part for a viewer is a snapshot of its own, so that no one is given another's. A
    // subscription bounds how long they are.
    private readonly ConditionalWeakTable<ZoneSnapshot, ConcurrentDictionary<long, SerializedHubMessage[]>> _changes = [];

    private readonly ConditionalWeakTable<ZoneSnapshot, Part[]> _wholes = [];

    public IEnumerable<SerializedHubMessage> Whole(ZoneSnapshot seen) =>
        _wholes.GetValue(seen, static one => [.. one.Backups.Values.Chunk(ItemsPerMessage).Select(chunk => new Part(chunk))])
            .Select(part => part.Of(seen))
            .Prepend(Of(Body(seen, [], []) with { Reset = true }));

    // From the version that the client has heard of to this one.
    public IEnumerable<SerializedHubMessage> Changes(long heard, Batch<ZoneSnapshot, Backup> batch) =>
        _changes.GetOrCreateValue(batch.Snapshot).GetOrAdd(heard, static (_, one) => [.. Changes(one)], batch);

    public static SerializedHubMessage End(ZoneSnapshot heard, string why) => Of(Body(heard, [], []) with { Failure = why });

    private static IEnumerable<SerializedHubMessage> Changes(Batch<ZoneSnapshot, Backup> batch)
    {
        string[] deletes = [.. batch.Changes.OfType<Delete<Backup>>().Select(delete => delete.Id)];
        var upserts = batch.Changes.OfType<Upsert<Backup>>().Select(upsert => upsert.Item);
        foreach (var chunk in upserts.Chunk(ItemsPerMessage).DefaultIfEmpty([]))
        {
            yield return Message(batch.Snapshot, chunk, deletes);
            deletes = [];
        }
    }

    private static SerializedHubMessage Message(ZoneSnapshot snapshot, IReadOnlyList<Backup> upserts, IReadOnlyList<string> deletes) =>
        Of(Body(snapshot, upserts, deletes));

    private static SerializedHubMessage Of(ZoneMessage message) =>
        new(new InvocationMessage(nameof(IBackupsClient.Changed), [message]));

    private static ZoneMessage Body(ZoneSnapshot snapshot, IReadOnlyList<Backup> upserts, IReadOnlyList<string> deletes) => new(
        snapshot.Zone.Slug, snapshot.Version, snapshot.AsOf, snapshot.Failure?.Error.Detail, Reset: false, upserts, deletes,
        snapshot.GoneSince);

    // A whole zone is long, and few clients need one, but many may at the same time: a message lives as long as it is being sent to
    // someone.
    private sealed class Part(Backup[] backups)
    {
        private WeakReference<SerializedHubMessage>? _message;

        public SerializedHubMessage Of(ZoneSnapshot snapshot)
        {
            if (_message?.TryGetTarget(out var message) is not true)
                _message = new WeakReference<SerializedHubMessage>(message = Message(snapshot, backups, []));
            return message;
        }
    }
}
