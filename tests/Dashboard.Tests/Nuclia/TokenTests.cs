using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;
using static BackupDashboard.Tests.Nuclia.ScriptedServer;

namespace BackupDashboard.Tests.Nuclia;

public sealed class TokenTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("nuclia-token-");
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string TokenFile => Path.Combine(_directory.FullName, "token");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task FileThatChanges_NextRequest_UsesTheNewToken()
    {
        await using var server = await StartAsync();
        await using var nuclia = WithFile(server);

        await File.WriteAllTextAsync(TokenFile, "  first\n", Ct);
        await nuclia.Reader.GetAccountAsync(Ct);
        await File.WriteAllTextAsync(TokenFile, "second", Ct);
        await nuclia.Reader.GetAccountAsync(Ct);

        server.Received.Select(request => request.Authorization).ShouldBe(["Bearer first", "Bearer second"]);
    }

    [Fact]
    public async Task MountedSecretThatIsSwapped_NextRequest_UsesTheNewToken()
    {
        // As Kubernetes does it: token -> ..data/token, ..data -> ..version, and ..data is replaced.
        await using var server = await StartAsync();
        await using var nuclia = WithFile(server);
        foreach (var version in new[] { "one", "two" })
        {
            _directory.CreateSubdirectory($"..{version}");
            await File.WriteAllTextAsync(Path.Combine(_directory.FullName, $"..{version}", "token"), version, Ct);
        }

        var data = Path.Combine(_directory.FullName, "..data");
        Directory.CreateSymbolicLink(data, "..one");
        File.CreateSymbolicLink(TokenFile, Path.Combine("..data", "token"));
        await nuclia.Reader.GetAccountAsync(Ct);
        Directory.Delete(data);
        Directory.CreateSymbolicLink(data, "..two");
        await nuclia.Reader.GetAccountAsync(Ct);

        server.Received.Select(request => request.Authorization).ShouldBe(["Bearer one", "Bearer two"]);
    }

    [Fact]
    public async Task FileThatVanishes_NextRequest_KeepsTheLastTokenAndLogsOnce()
    {
        await using var server = await StartAsync();
        await using var nuclia = WithFile(server);
        await File.WriteAllTextAsync(TokenFile, "first", Ct);
        await nuclia.Reader.GetAccountAsync(Ct);

        File.Delete(TokenFile);
        (await nuclia.Reader.GetAccountAsync(Ct)).IsSuccess.ShouldBeTrue();
        (await nuclia.Reader.GetAccountAsync(Ct)).IsSuccess.ShouldBeTrue();

        nuclia.Logs.All.Split('\n').Count(line => line.StartsWith("Warning", StringComparison.Ordinal)
            && line.Contains(" 1001 ", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData(null, "cannot be read")]
    [InlineData("", "empty")]
    [InlineData(" \n", "empty")]
    [InlineData("two\nlines-of-SECRET", "more than one line")]
    [InlineData("SECRET ümlaut", "more than one line")]
    public async Task FileWithoutAToken_ReadAndCommand_AreUnauthorizedAndNeverSent(string? content, string says)
    {
        await using var server = await StartAsync();
        await using var nuclia = WithFile(server);
        await File.WriteAllTextAsync(TokenFile, "first", Ct);
        nuclia.Options.TokenFile.ShouldBe(TokenFile, "it was there when the program started");
        await File.WriteAllTextAsync(TokenFile, content, Ct);
        if (content is null) File.Delete(TokenFile);

        var read = (await nuclia.Reader.ListZonesAsync(Ct)).Error.ShouldNotBeNull();
        var command = (await nuclia.Commands.CreateBackupAsync(NucliaHarness.ZoneAt(server.Address), "k1", Ct)).Error.ShouldNotBeNull();

        (read.Kind, command.Kind, command.MayHaveBeenApplied).ShouldBe((NucliaErrorKind.Unauthorized, NucliaErrorKind.Unauthorized, false));
        read.Detail.ShouldContain(says);
        server.Received.ShouldBeEmpty();
        nuclia.Logs.All.ShouldNotContain("SECRET");
    }

    [Fact]
    public async Task EverySortOfCall_LogsAndErrors_NeverShowTheToken()
    {
        await using var server = await StartAsync();
        await using var reset = new RawServer("", reset: true);
        await using var nuclia = new NucliaHarness(server.Address);
        var echo = $$"""{"detail":{"headers":{"authorization":"Bearer {{NucliaHarness.Token}}"} } }""";
        var page = Answer(200, "<html>" + NucliaHarness.Token, "text/html");
        server.On("GET /api/v1/account/acme/zones", Json("[]"), Answer(500, echo), Answer(401, echo), page);
        server.On($"POST {NucliaHarness.BackupsPath}", Answer(201, """{"id":"b1"}"""), Answer(422, echo), Answer(200, "[" + echo));
        var seen = new List<string> { new NucliaOptions { Account = "acme", Token = NucliaHarness.Token }.ToString() };

        for (var i = 0; i < 4; i++) seen.Add((await nuclia.Reader.ListZonesAsync(Ct)).ToString());
        var zone = NucliaHarness.ZoneAt(server.Address);
        for (var i = 0; i < 3; i++) seen.Add((await nuclia.Commands.CreateBackupAsync(zone, "k1", Ct)).ToString());
        seen.Add((await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(reset.Address), Ct)).ToString());
        seen.Add((await nuclia.Commands.DeleteBackupAsync(NucliaHarness.ZoneAt(reset.Address), "b1", Ct)).ToString());
        using (var left = new CancellationTokenSource())
        {
            await left.CancelAsync();
            seen.Add((await Should.ThrowAsync<OperationCanceledException>(nuclia.Reader.ListZonesAsync(left.Token))).ToString());
        }

        server.Received.ShouldAllBe(request => request.Authorization == "Bearer " + NucliaHarness.Token);
        nuclia.Logs.All.ShouldContain("/api/v1/account/acme/zones: 500 after");
        nuclia.Logs.All.ShouldNotContain(NucliaHarness.Token);
        string.Join('\n', seen).ShouldNotContain(NucliaHarness.Token);
    }

    private NucliaHarness WithFile(ScriptedServer server) => new(server.Address, ("Token", null), ("TokenFile", TokenFile));
}
