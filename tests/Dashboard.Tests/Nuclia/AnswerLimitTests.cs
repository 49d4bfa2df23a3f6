using System.IO.Compression;
using System.Text;
using BackupDashboard.Nuclia;
using Microsoft.AspNetCore.Http;
using static BackupDashboard.Tests.Nuclia.ScriptedServer;

namespace BackupDashboard.Tests.Nuclia;

/// <summary>A zone may send what it likes; what is held of it is bounded.</summary>
public sealed class AnswerLimitTests
{
    private const int Kilobyte = 1024;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ListBeyondTheLimit_List_IsTooLargeAndAskedForOnce(bool compressed)
    {
        await using var server = await StartAsync();
        server.On($"GET {NucliaHarness.BackupsPath}", context => SendAsync(context, 100, 500 * Kilobyte, compressed));

        var error = (await ListAsync(server, 2)).Error.ShouldNotBeNull();

        error.Kind.ShouldBe(NucliaErrorKind.TooLarge);
        error.Detail.ShouldBe("The answer is too large: more than 2 MB. The setting Nuclia:MaxAnswerMegabytes allows more.");
        server.Calls($"GET {NucliaHarness.BackupsPath}").ShouldBe(1);
    }

    [Fact]
    public async Task ListWithinTheLimit_List_IsRead()
    {
        await using var server = await StartAsync();
        server.On($"GET {NucliaHarness.BackupsPath}", context => SendAsync(context, 5, 500 * Kilobyte, compressed: false));

        (await ListAsync(server, 3)).Value!.Count.ShouldBe(5);
    }

    /// <summary>A list goes by in pieces: only what is too long in one piece would have to be held.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public async Task EntryBeyondOneMegabyte_List_IsUnreadable(int entries)
    {
        await using var server = await StartAsync();
        server.On($"GET {NucliaHarness.BackupsPath}", context => SendAsync(context, entries, 50 * 1000 * Kilobyte, compressed: true));

        var error = (await ListAsync(server, 64)).Error.ShouldNotBeNull();

        (error.Kind, error.Detail).ShouldBe(
            (NucliaErrorKind.Unreadable, "The answer is not what the contract says: An entry of the list has more than 1 MB."));
    }

    private static async Task<NucliaResult<Listing<BackupItem>>> ListAsync(ScriptedServer server, int maxMegabytes)
    {
        await using var nuclia = new NucliaHarness(server.Address, ("MaxAnswerMegabytes", $"{maxMegabytes}"));
        return await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), new(), Ct);
    }

    /// <summary>Entries that are mostly spaces.</summary>
    private static async Task SendAsync(HttpContext context, int entries, int spaces, bool compressed)
    {
        context.Response.ContentType = "application/json";
        if (compressed) context.Response.Headers.ContentEncoding = "gzip";
        await using var body = compressed
            ? new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true)
            : context.Response.Body;
        try
        {
            for (var i = 0; i < entries; i++)
            {
                await body.WriteAsync(
                    Encoding.UTF8.GetBytes($"{(i == 0 ? '[' : ',')} {{{new string(' ', spaces)}"), context.RequestAborted);
                await body.WriteAsync(
                    Encoding.UTF8.GetBytes(
                        $$"""
                        "id":"b{{i}}","started_at":"2026-03-02T09:00:00Z","finished_at":"2026-03-02T09:01:00Z","size":1,
                        "kb_data":{"id":"kb","slug":"manuals","title":"Manuals","created":"2024-01-02T03:04:05Z"} }
                        """),
                    context.RequestAborted);
            }

            await body.WriteAsync(
                Encoding.UTF8.GetBytes(entries == 0 ? $"{new string(' ', spaces)}[]" : "]"), context.RequestAborted);
            await body.FlushAsync(context.RequestAborted);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client has read enough.
        }
    }
}
