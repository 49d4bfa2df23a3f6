using System.Globalization;
using BackupDashboard.Access;
using BackupDashboard.Activities;
using BackupDashboard.Journal;
using BackupDashboard.Shell;
using BackupDashboard.Tests.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Activities;

/// <summary>The journal as the database finds it.</summary>
[StorageSuite]
public sealed class ActivityReaderTests : JournalTest
{
    private static readonly Guid Batch = Guid.Parse("b0000000-0000-0000-0000-000000000001");

    private ActivityReader Reader => new(Storage.Contexts);

    [Theory]
    [InlineData("", "restore,pin,delete,start")]
    [InlineData("?person=oid-2", "pin,delete")]
    [InlineData("?person=Ada", "")]
    [InlineData("?box=handbook", "restore,start")]
    [InlineData("?box=handbook-restored", "restore")]
    [InlineData("?box=handb", "")]
    [InlineData("?zone=america", "delete")]
    [InlineData("?kind=Pin", "pin")]
    [InlineData("?state=Failed", "delete")]
    [InlineData("?state=Failed,Succeeded", "restore,pin,delete,start")]
    [InlineData("?state=Rejected,Unknown", "")]
    [InlineData("?batch=b0000000-0000-0000-0000-000000000001", "delete")]
    [InlineData("?person=oid-2&kind=Pin&zone=america", "")]
    [InlineData("?q=a1b2", "start")]
    [InlineData("?q=A1B2C3D4-0000-0000-0000-000000000001", "start")]
    [InlineData("?q=a1b2c3d4-0000-0000-0000-000000000002", "")]
    [InlineData("?q=up-", "start")]
    [InlineData("?q=p-9", "")]
    [InlineData("?q=ffee", "restore")]
    [InlineData("?q=%25", "")]
    [InlineData("?q=bk_", "pin")]
    [InlineData("?q=%00", "restore,pin,delete,start")]
    [InlineData("?q=up-%00", "start")]
    [InlineData("?box=handbook%00", "")]
    [InlineData("?person=%00&zone=%00", "")]
    public async Task Filter_OnItsOwnAndTogether_FindsWhatMatches(string query, string expected)
    {
        await WriteAsync();
        var rows = await PageAsync(ActivityQuery.Parse($"https://x/activity{query}"));
        string.Join(',', rows.Operations.Select(operation => operation.Kind.ToString().ToLowerInvariant())).ShouldBe(expected);
        rows.Total.ShouldBe(rows.Operations.Count);
    }

    /// <summary>Noon UTC is the next day already on the other side of the world; in Fiji, its first moment.</summary>
    [Theory]
    [InlineData("UTC", 2, 2, 4)]
    [InlineData("Pacific/Kiritimati", 2, 2, 3)]
    [InlineData("Pacific/Kiritimati", 3, 3, 1)]
    [InlineData("Pacific/Fiji", 2, 2, 3)]
    [InlineData("Pacific/Fiji", 3, 3, 1)]
    [InlineData("America/New_York", 2, null, 4)]
    [InlineData("UTC", 3, null, 0)]
    [InlineData("UTC", null, 1, 0)]
    public async Task Days_AreThoseOfTheViewer(string zone, int? from, int? until, int expected)
    {
        await WriteAsync();
        var query = new ActivityQuery { From = Day(from), Until = Day(until) };
        (await Reader.PageAsync(A.Everything, query, TimeZoneInfo.FindSystemTimeZoneById(zone), Cancellation)).Total.ShouldBe(expected);
    }

    [Theory]
    [InlineData("Europe/Amsterdam", "2026-03-29", "2026-03-28T23:00:00Z")]
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z")]
    [InlineData("Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z")]
    public void Day_WhereTheClocksChange_BeginsWithItsFirstMoment(string zone, string day, string expected) =>
        ViewerTime.StartOf(DateOnly.Parse(day, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone))
            .ShouldBe(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));

    [Fact]
    public async Task Pages_OfOperationsInOneTick_AreAllRowsOnceInOneOrder()
    {
        await WriteManyAsync(57);
        var pages = new List<ActivityRows>();
        for (var page = 0; page < 6; page++)
            pages.Add(await PageAsync(new ActivityQuery { Paging = new(page, 10) }));

        pages.Select(page => page.Operations.Count).ShouldBe([10, 10, 10, 10, 10, 7]);
        pages.ShouldAllBe(page => page.Total == 57);
        var ids = pages.SelectMany(page => page.Operations).Select(operation => operation.Id).ToList();
        ids.Distinct().Count().ShouldBe(57);
        ids.ShouldBe((await AllAsync(new ActivityQuery())).Select(operation => operation.Id));
    }

    [Fact]
    public async Task PageBeyondTheEnd_Read_IsTheLast()
    {
        await WriteManyAsync(12);
        var rows = await PageAsync(new ActivityQuery { Paging = new(99, 10) });
        (rows.Paging.Page, rows.Operations.Count).ShouldBe((1, 2));
    }

    [Fact]
    public async Task All_OfThousands_ComeOnceNewestFirst()
    {
        await WriteManyAsync(1203);
        var all = await AllAsync(new ActivityQuery());
        all.Select(operation => operation.Id).Distinct().Count().ShouldBe(1203);
        all.Select(operation => operation.RequestedAt).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task All_ReadAChunkAtATime_NotAtOnce()
    {
        await WriteManyAsync(1203);
        var read = 0;
        await foreach (var _ in Reader.AllAsync(A.Everything, new ActivityQuery(), TimeZoneInfo.Utc, Cancellation))
        {
            if (++read == 1)
                await ForgetAsync();
        }

        read.ShouldBe(500);
    }

    [Fact]
    public async Task Choices_OfSomebodyWhoChangedTheirName_HaveTheLatest()
    {
        await WriteAsync();
        var choices = await Reader.ChoicesAsync(A.Everything, Cancellation);
        choices.Zones.ShouldBe(["america", "europe"]);
        choices.People.Select(choices.NameOf).ShouldBe(["Ada", "Grace Hopper"]);
    }

    [Fact]
    public async Task Boxes_ForAText_AreSlugsOldAndNew()
    {
        await WriteAsync();
        (await Reader.BoxesAsync(A.Everything, "", Cancellation)).ShouldBe(["handbook", "handbook-restored", "manual"]);
        (await Reader.BoxesAsync(A.Everything, "rest", Cancellation)).ShouldBe(["handbook-restored"]);
    }

    private static DateOnly? Day(int? day) => day is { } known ? new DateOnly(2026, 3, known) : null;

    private Task<ActivityRows> PageAsync(ActivityQuery query) => Reader.PageAsync(A.Everything, query, TimeZoneInfo.Utc, Cancellation);

    private async Task<List<Operation>> AllAsync(ActivityQuery query)
    {
        var all = new List<Operation>();
        await foreach (var operation in Reader.AllAsync(A.Everything, query, TimeZoneInfo.Utc, Cancellation))
            all.Add(operation);
        return all;
    }

    private async Task WriteAsync()
    {
        var grace = new Actor("oid-2", "Grace");
        await AddAsync(
            A.Operation(OperationKind.Start, "a", OperationState.Succeeded, Guid.Parse("a1b2c3d4-0000-0000-0000-000000000001"),
                At(7)) with
            { UpstreamId = "up-9" });
        await AddAsync(
            A.Operation(OperationKind.Delete, "b", OperationState.Failed, Guid.Parse("01000000-0000-0000-0000-000000000000"), At(8)) with
            {
                Zone = "america",
                Actor = grace,
                BatchId = Batch,
                KnowledgeBoxSlug = "manual",
            });
        await AddAsync(
            A.Operation(OperationKind.Pin, "c", OperationState.Succeeded, Guid.Parse("02000000-0000-0000-0000-000000000000"), At(9)) with
            {
                Actor = grace with { Name = "Grace Hopper" },
                KnowledgeBoxSlug = "manual",
                BackupId = "bk_1",
            });
        await AddAsync(
            A.Operation(OperationKind.Restore, "d", OperationState.Succeeded, Guid.Parse("03000000-0000-0000-0000-000000000000"),
                At(12)) with
            { CorrelationId = "ffee00" });
    }

    private static DateTimeOffset At(int hour) => new(2026, 3, 2, hour, 0, 0, TimeSpan.Zero);

    private async Task AddAsync(Operation operation) => (await Journal.TryAddAsync(operation, Cancellation)).ShouldBeNull();

    /// <summary>Seven to a tick, past the journal: only reading is of interest.</summary>
    private async Task WriteManyAsync(int count)
    {
        await using var db = Storage.Contexts.CreateDbContext();
        db.AddRange(Enumerable.Range(0, count).Select(index =>
            OperationRow.Of(A.Operation(target: $"t{index}", state: OperationState.Succeeded, requested: At(7).AddTicks(index / 7)))));
        await db.SaveChangesAsync(Cancellation);
    }

    private async Task ForgetAsync()
    {
        await using var db = Storage.Contexts.CreateDbContext();
        db.RemoveRange(db.Set<OperationRow>());
        await db.SaveChangesAsync(Cancellation);
    }
}
