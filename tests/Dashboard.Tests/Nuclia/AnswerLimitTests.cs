using System.IO.Compression;
using BackupDashboard.Nuclia;
using BackupDashboard.Nuclia.Calls;
using BackupDashboard.Nuclia.Http;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using static BackupDashboard.Tests.Nuclia.ScriptedServer;

namespace BackupDashboard.Tests.Nuclia;

/// <summary>A zone may send what it likes; what is held of it is bounded.</summary>
public sealed class AnswerLimitTests
{
    private const int Megabyte = 1024 * 1024;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ListBeyondTheLimit_List_IsTooLargeAndAskedForOnce(bool compressed)
    {
        await using var server = await StartAsync();
        server.On($"GET {NucliaHarness.BackupsPath}", context => SpacesAsync(context, 50, compressed));
        await using var nuclia = new NucliaHarness(server.Address, ("MaxAnswerMegabytes", "2"));

        var error = (await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), Ct)).Error.ShouldNotBeNull();

        error.Kind.ShouldBe(NucliaErrorKind.TooLarge);
        error.Detail.ShouldBe("The answer is too large: more than 2 MB. The setting Nuclia:MaxAnswerMegabytes allows more.");
        server.Calls($"GET {NucliaHarness.BackupsPath}").ShouldBe(1);
    }

    [Fact]
    public async Task LargeListsOneAfterTheOther_List_LeaveTheirPlaces()
    {
        await using var server = await StartAsync();
        var sizes = new Queue<int>([50, 2, 50, 2, 50, 2]);
        server.On($"GET {NucliaHarness.BackupsPath}", context => SpacesAsync(context, sizes.Dequeue(), compressed: false));
        await using var nuclia = new NucliaHarness(server.Address, ("MaxAnswerMegabytes", "3"));

        var succeeded = new List<bool>();
        for (var i = 0; i < 6; i++) succeeded.Add(
            (await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), Ct)).IsSuccess);

        succeeded.ShouldBe([false, true, false, true, false, true]);
    }

    [Fact]
    public async Task ThirdLargeAnswer_WhileTwoAreHeld_Waits()
    {
        using var budget = new AnswerBudget(Options.Create(new NucliaOptions()));
        Call[] calls = [.. Enumerable.Range(0, 3).Select(_ => new Call("list backups", DateTimeOffset.MaxValue))];
        await budget.EnterAsync(calls[0], Ct);
        await budget.EnterAsync(calls[1], Ct);
        await budget.EnterAsync(calls[1], Ct);

        var third = budget.EnterAsync(calls[2], Ct);
        third.IsCompleted.ShouldBeFalse();
        calls[2].LastError!.Detail.ShouldContain("Other large answers");

        calls[0].LeavePlace();
        await third;
        calls[2].LastError.ShouldBeNull();
    }

    private static async Task SpacesAsync(HttpContext context, int megabytes, bool compressed)
    {
        context.Response.ContentType = "application/json";
        if (compressed) context.Response.Headers.ContentEncoding = "gzip";
        var spaces = new byte[Megabyte];
        Array.Fill(spaces, (byte)' ');
        await using var body = compressed
            ? new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true)
            : context.Response.Body;
        try
        {
            for (var i = 0; i < megabytes; i++) await body.WriteAsync(spaces, context.RequestAborted);
            await body.WriteAsync("[]"u8.ToArray(), context.RequestAborted);
            await body.FlushAsync(context.RequestAborted);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client has read enough.
        }
    }
}
