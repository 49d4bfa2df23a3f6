using System.Runtime.CompilerServices;
using BackupDashboard.Hubs;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Tests.Zones;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.SignalR;

namespace BackupDashboard.Tests.Hubs;

public sealed class ZoneMessagesTests
{
    private readonly ZoneMessages _messages = new();

    private readonly ZoneSnapshot _zone = SnapshotBuilder.Next(
        new ZoneSnapshot(A.Zone()),
        new PollResult(TestClock.Origin, [.. Enumerable.Range(0, 70).Select(id => A.Backup($"b{id}"))], null, null),
        TimeSpan.FromHours(6)).Next;

    [Fact]
    public void WholeZone_ForTwo_IsWrittenOnce()
    {
        SerializedHubMessage[] one = [.. _messages.Whole(_zone)];
        SerializedHubMessage[] other = [.. _messages.Whole(_zone)];

        one.Length.ShouldBe(3);
        other[1..].ShouldBe(one[1..]);
        _messages.Whole(_zone with { Version = _zone.Version + 1 }).ShouldNotContain(message => one.Contains(message));
    }

    [Fact]
    public void WholeZone_NobodyIsSentIt_IsNotKept()
    {
        var sent = Sent();

        GC.Collect();

        sent.TryGetTarget(out _).ShouldBeFalse();
        GC.KeepAlive(_messages);
        GC.KeepAlive(_zone);
    }

    // Apart, so that no variable of the test holds it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference<SerializedHubMessage> Sent() => new(_messages.Whole(_zone).Last());
}
