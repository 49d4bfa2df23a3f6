using System.IO.Compression;
using System.Text;
using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;
using static BackupDashboard.Tests.Nuclia.ScriptedServer;

namespace BackupDashboard.Tests.Nuclia;

/// <summary>Successes that are none.</summary>
public sealed class UnreadableAnswerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "application/json", "empty")]
    [InlineData("null", "application/json", "empty")]
    [InlineData("[null]", "application/json", "null")]
    [InlineData("{}", "application/json", "not of the right type")]
    [InlineData("[{", "application/json", "")]
    [InlineData("[", "application/json", "")]
    [InlineData("<html><body>Sign in</body></html>", "text/html", "web page")]
    [InlineData("[]", "application/json; charset=klingon", "character set")]
    [InlineData("""[{"id":"b1"}]""", "application/json", "started_at")]
    [InlineData("""[{"id":"b1","started_at":"2026-11-02T10:00:00Z","kb_data":{"id":"k","slug":"s","created":"2026-11-02T10:00:00Z"}}]""",
        "application/json", "title")]
    [InlineData("""[{"id":"b1","started_at":"2026-11-02T10:00:00Z","kb_data":null}]""", "application/json", "kb_data")]
    [InlineData("""[{"id":"b1","started_at":"yesterday"}]""", "application/json", "ISO 8601")]
    [InlineData("""[{"id":"b1","size":1e99}]""", "application/json", "size")]
    public async Task BodyAgainstTheContract_List_IsUnreadableAndSaysWhy(string body, string type, string says)
    {
        await using var server = await StartAsync();
        server.On($"GET {NucliaHarness.BackupsPath}", Answer(200, body, type));
        await using var nuclia = new NucliaHarness(server.Address);

        var error = (await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), Ct)).Error.ShouldNotBeNull();

        error.Kind.ShouldBe(NucliaErrorKind.Unreadable);
        error.Detail.ShouldContain(says);
        error.Detail.Length.ShouldBeLessThanOrEqualTo(300);
        error.Detail.ShouldNotContain("System.");
        error.Detail.ShouldNotContain("BackupDashboard.");
        nuclia.Logs.All.ShouldNotContain(" 1007 ", customMessage: "a bad answer is no unexpected error");
        server.Calls($"GET {NucliaHarness.BackupsPath}").ShouldBe(1);
    }

    [Fact]
    public async Task NoContent_List_IsUnreadable()
    {
        await using var server = await StartAsync();
        server.On($"GET {NucliaHarness.BackupsPath}", Answer(204));
        await using var nuclia = new NucliaHarness(server.Address);

        var backups = await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), Ct);

        backups.Error!.Kind.ShouldBe(NucliaErrorKind.Unreadable);
    }

    [Fact]
    public async Task BrokenCompression_List_IsUnreadable()
    {
        await using var server = await StartAsync();
        server.On($"GET {NucliaHarness.BackupsPath}", Answer(200, "[] but not gzip", headers: ("Content-Encoding", "gzip")));
        await using var nuclia = new NucliaHarness(server.Address);

        var backups = await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), Ct);

        backups.Error!.Kind.ShouldBe(NucliaErrorKind.Unreadable);
    }

    [Fact]
    public async Task CompressedBody_List_IsRead()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes("[]"));
        await using var server = await StartAsync();
        server.On($"GET {NucliaHarness.BackupsPath}", context =>
        {
            context.Request.Headers.AcceptEncoding.ToString().ShouldContain("gzip");
            context.Response.Headers.ContentEncoding = "gzip";
            context.Response.ContentType = "application/json";
            return context.Response.Body.WriteAsync(packed.ToArray()).AsTask();
        });
        await using var nuclia = new NucliaHarness(server.Address);

        (await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), Ct)).Value.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":"../x"}""")]
    [InlineData("<html>")]
    public async Task AcceptedWithoutAnId_Create_MayHaveBeenApplied(string body)
    {
        await using var server = await StartAsync();
        server.On($"POST {NucliaHarness.BackupsPath}", Answer(201, body));
        await using var nuclia = new NucliaHarness(server.Address);

        var error = (await nuclia.Commands.CreateBackupAsync(NucliaHarness.ZoneAt(server.Address), "k1", Ct)).Error.ShouldNotBeNull();

        (error.Kind, error.MayHaveBeenApplied).ShouldBe((NucliaErrorKind.Unreadable, true));
    }
}
