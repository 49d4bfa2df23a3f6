using BackupDashboard.Nuclia;
using BackupDashboard.Primitives;
using BackupDashboard.Tests.Nuclia;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;
using CsCheck;

namespace BackupDashboard.Tests.Zones;

/// <summary>A list of which only the difference is read gives the same snapshots as one that is read whole each time.</summary>
public sealed class RememberedListTests
{
    private static readonly TimeSpan StalledAfter = TimeSpan.FromHours(6);

    /// <summary>Of a few ids, at one of a few sizes; some unfinished, some from the future, some unreadable.</summary>
    private static readonly Gen<string> AnyEntry =
        from id in Gen.Int[0, 8]
        from hour in Gen.OneOf(Gen.Const(-20), Gen.Const(-2), Gen.Const(4))
        from size in Gen.OneOf(Gen.Const("null"), Gen.Const("1"), Gen.Const("2"))
        from isBad in Gen.Frequency((1, Gen.Const(true)), (12, Gen.Const(false)))
        let started = TestClock.Origin.AddHours(hour)
        let finished = size == "null" ? "null" : $"\"{started.AddMinutes(5):O}\""
        select isBad
            ? $$"""{"id":"b{{id}}","started_at":"soon"}"""
            : $$"""
                {"id":"b{{id}}","started_at":"{{started:O}}","finished_at":{{finished}},"size":{{size}},
                 "kb_data":{"id":"kb","slug":"manuals","title":"Manuals","created":"2024-01-02T03:04:05Z"} }
                """;

    private static readonly Gen<(string[] Entries, int Reads)> AnyList = Gen.Select(AnyEntry.Array[0, 8], Gen.Int[1, 2]);

    [Fact]
    public async Task AnyLists_ReadAsDifferences_GiveWhatWholeListsGive()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var nuclia = new NucliaHarness(server.Address);
        var zone = NucliaHarness.ZoneAt(server.Address);
        await AnyList.Array[1, 8].SampleAsync(async history =>
        {
            var now = TestClock.Origin;
            var memory = new ListMemory<BackupItem>(item => PlausibleTime.AreKnown(item.StartedAt, item.FinishedAt, now));
            var (remembered, whole, isOpen) = (new ZoneSnapshot(A.Zone()), new ZoneSnapshot(A.Zone()), false);
            foreach (var (entries, reads) in history)
            {
                server.On($"GET {NucliaHarness.BackupsPath}", ScriptedServer.Json($"[{string.Join(',', entries)}]"));
                for (var read = 0; read < reads; read++)
                {
                    now += TimeSpan.FromHours(2);
                    var list = await nuclia.Reader.ListBackupsAsync(zone, memory, TestContext.Current.CancellationToken);
                    remembered = Next(remembered, list, now);
                    whole = Next(whole, await nuclia.Reader.ListBackupsAsync(zone, TestContext.Current.CancellationToken), now);
                    remembered.LeftOutBackups.IsSameAs(whole.LeftOutBackups).ShouldBeTrue();
                    remembered.Backups.Keys.ShouldBe(whole.Backups.Keys, ignoreOrder: true);

                    // As the watcher does after a list that names an id twice: which of the two counts is open until the next one that
                    // can be read.
                    if (list.IsSuccess)
                        isOpen = remembered.Backups.Count != (list.Value.Update?.Total ?? list.Value.Count);
                    if (isOpen)
                        memory.Forget();
                    else
                        remembered.Backups.Values.ShouldBe(whole.Backups.Values, ignoreOrder: true);
                }
            }
        }, iter: 100, threads: 1);
    }

    private static ZoneSnapshot Next(ZoneSnapshot current, NucliaResult<Listing<BackupItem>> list, DateTimeOffset now)
    {
        list.TryGet(out var items, out var failure);
        var poll = new PollResult(now, items, null, failure)
        {
            Update = items?.Update,
            BackupsLeftOut = items?.LeftOut ?? LeftOut.None,
        };
        return SnapshotBuilder.Next(current, poll, StalledAfter).Next;
    }
}
