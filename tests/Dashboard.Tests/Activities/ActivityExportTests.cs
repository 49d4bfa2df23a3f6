using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Storage;
using BackupDashboard.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Tests.Activities;

/// <summary>The journal as files, over HTTP.</summary>
[StorageSuite]
public sealed class ActivityExportTests : IAsyncLifetime
{
    private readonly ActivityApp _app = new();

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Csv_Downloaded_HasEverythingForASpreadsheet()
    {
        var operation = Ended(OperationKind.Restore, "a") with
        {
            Problem = Told("\"x\" was taken,\nsorry."),
            State = OperationState.Rejected,
            CorrelationId = "c0ffee",
            Attempts = 2,
        };
        await _app.WriteAsync(operation);
        var response = await _app.GetAsync("/activity/export.csv");
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        response.Content.Headers.ContentDisposition!.FileName.ShouldBe("activity-2026-03-02.csv");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();

        var bytes = await response.Content.ReadAsByteArrayAsync(RunningConsole.Cancellation);
        bytes[..3].ShouldBe(Encoding.UTF8.GetPreamble());
        var text = Encoding.UTF8.GetString(bytes[3..]);
        var header = text[..text.IndexOf("\r\n", StringComparison.Ordinal)].Split(',');
        header.ShouldContain("PersonObjectId");
        var row = text[(text.IndexOf("\r\n", StringComparison.Ordinal) + 2)..];
        row.ShouldStartWith($"{operation.Id},2026-03-02T09:00:00.0000000Z,Ada,oid-1,Page,Restore,Rejected,europe,handbook,kb-handbook,b1,");
        row.ShouldContain(",Refused,\"\"\"x\"\" was taken,\nsorry.\",2,");
        row.ShouldContain(",c0ffee,");
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil\")")]
    [InlineData("+1+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tcmd")]
    [InlineData("\rcmd")]
    [InlineData("\ncmd")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠SUM(A1)")]
    public async Task Formula_InAReason_IsDefusedInCsvAndKeptInJson(string reason)
    {
        await _app.WriteAsync(Ended(OperationKind.Pin, "a") with { Reason = reason, Actor = new Actor("oid-1", reason) });
        var csv = Encoding.UTF8.GetString(await _app.DownloadAsync("/activity/export.csv"));
        var expected = $"'{reason.Replace("\"", "\"\"", StringComparison.Ordinal)}";
        csv.Split(expected).Length.ShouldBe(3);
        csv.ShouldNotContain($",{reason}");
        csv.ShouldNotContain($",\"{reason[0]}");
        (await JsonAsync())[0].GetProperty("reason").GetString().ShouldBe(reason);
    }

    [Theory]
    [InlineData(";=1+1", ";'=1+1")]
    [InlineData("see; =1+1", "see; '=1+1")]
    [InlineData("see;\"=1+1", "see;\"\"'=1+1")]
    [InlineData("see\t@SUM(A1)", "see\t'@SUM(A1)")]
    [InlineData("see\n-1", "see\n'-1")]
    [InlineData("see;＝1", "see;'＝1")]
    [InlineData("a; b-c = d", "a; b-c = d")]
    public async Task Formula_BehindASeparator_IsDefusedInCsvAndKeptInJson(string reason, string expected)
    {
        await _app.WriteAsync(Ended(OperationKind.Pin, "a") with { Reason = reason, Problem = Told(reason) });
        var csv = Encoding.UTF8.GetString(await _app.DownloadAsync("/activity/export.csv"));
        csv.Split(expected).Length.ShouldBe(3);
        (await JsonAsync())[0].GetProperty("reason").GetString().ShouldBe(reason);
    }

    [Fact]
    public async Task Json_Downloaded_IsAnArrayWithNamesAndWords()
    {
        await _app.WriteAsync(
            Ended(OperationKind.Delete, "a") with
            {
                BatchId = Guid.Empty,
                Decision = new Decision(new Actor("oid-2", "Grace"), TestClock.Origin, "why")
            });
        var response = await _app.GetAsync("/activity/export.json");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        response.Content.Headers.ContentDisposition!.FileName.ShouldBe("activity-2026-03-02.json");

        var row = (await JsonAsync()).ShouldHaveSingleItem();
        row.GetProperty("kind").GetString().ShouldBe("delete");
        row.GetProperty("via").GetString().ShouldBe("page");
        row.GetProperty("requestedAt").GetString().ShouldBe("2026-03-02T09:00:00Z");
        row.GetProperty("personObjectId").GetString().ShouldBe("oid-1");
        row.GetProperty("decidedBy").GetString().ShouldBe("Grace");
        row.GetProperty("attempts").GetInt32().ShouldBe(0);
        row.GetProperty("endedAt").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task NothingYet_Downloaded_IsAHeaderAndAnEmptyArray()
    {
        Encoding.UTF8.GetString(await _app.DownloadAsync("/activity/export.csv")).Split("\r\n").Length.ShouldBe(2);
        (await JsonAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Filters_OfTheAddress_Apply()
    {
        await _app.WriteAsync(
            Ended(OperationKind.Delete, "a"), Ended(OperationKind.Start, "b"),
            Ended(OperationKind.Start, "c") with { RequestedAt = TestClock.Origin.AddHours(12) });
        (await JsonAsync("?kind=Delete")).Length.ShouldBe(1);
        (await JsonAsync("?page=7&size=10")).Length.ShouldBe(3);
        (await JsonAsync("?until=2026-03-02")).Length.ShouldBe(3);
        (await JsonAsync("?until=2026-03-02&tz=Asia/Tokyo")).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Thousands_Downloaded_ComeOnceNewestFirst()
    {
        await using (
            var db = await _app.Console.Get<IDbContextFactory<DashboardContext>>().CreateDbContextAsync(RunningConsole.Cancellation))
        {
            db.AddRange(Enumerable.Range(0, 1203).Select(index =>
                OperationRow.Of(Ended(OperationKind.Start, $"t{index}") with { RequestedAt = TestClock.Origin.AddTicks(index / 7) })));
            await db.SaveChangesAsync(RunningConsole.Cancellation);
        }

        var rows = await JsonAsync();
        rows.Select(row => row.GetProperty("id").GetGuid()).Distinct().Count().ShouldBe(1203);
        rows.Select(row => row.GetProperty("requestedAt").GetDateTimeOffset()).ShouldBeInOrder(SortDirection.Descending);
        var csv = Encoding.UTF8.GetString(await _app.DownloadAsync("/activity/export.csv"))
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        csv.Skip(1).Select(line => Guid.Parse(line.Split(',')[0], CultureInfo.InvariantCulture))
            .ShouldBe(rows.Select(row => row.GetProperty("id").GetGuid()));
    }

    [Theory]
    [InlineData("/activity/export.csv")]
    [InlineData("/activity/export.json")]
    public async Task WithoutTheRightToView_NothingIsGiven(string path)
    {
        (await _app.GetAsync(path, "Somebody.Else")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await _app.GetAsync(path, role: null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    /// <summary>A problem in exactly these words.</summary>
    private static CloudProblems.Refused Told(string words) => new(OperationKind.Pin, NucliaErrorKind.AccountChanged, words);

    private static Operation Ended(OperationKind kind, string target) => A.Operation(kind, target, OperationState.Succeeded);

    private async Task<JsonElement[]> JsonAsync(string query = "") =>
        JsonSerializer.Deserialize<JsonElement[]>(await _app.DownloadAsync($"/activity/export.json{query}"))!;
}
