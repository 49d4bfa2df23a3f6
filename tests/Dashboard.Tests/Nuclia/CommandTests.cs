using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;
using static BackupDashboard.Tests.Nuclia.ScriptedServer;

namespace BackupDashboard.Tests.Nuclia;

public sealed class CommandTests
{
    private const string Deletion = $"/api/v1/account/{AccountId}/backup/b1";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KnowledgeBox_Create_GivesTheBackupsId()
    {
        await using var server = await StartAsync();
        server.On($"POST {NucliaHarness.BackupsPath}", Answer(201, """{"id":"b9"}"""));
        await using var nuclia = new NucliaHarness(server.Address);

        var created = await nuclia.Commands.CreateBackupAsync(NucliaHarness.ZoneAt(server.Address), "k1", Ct);

        created.Value.ShouldBe("b9");
        server.Received[^1].ShouldBe(new(
            "POST", NucliaHarness.BackupsPath, "", "Bearer " + NucliaHarness.Token, """{"kb_id":"k1"}"""));
    }

    [Fact]
    public async Task Backup_Restore_GivesTheNewKnowledgeBoxesId()
    {
        await using var server = await StartAsync();
        server.On($"POST {Deletion}/restore", Answer(201, """{"id":"k2"}"""));
        await using var nuclia = new NucliaHarness(server.Address);

        var restored = await nuclia.Commands.RestoreBackupAsync(
            NucliaHarness.ZoneAt(server.Address), "b1", "manuals-2", "Manuals \"2\"", Ct);

        restored.Value.ShouldBe("k2");
        server.Received[^1].Body.ShouldBe("""{"slug":"manuals-2","title":"Manuals \u00222\u0022"}""");
    }

    [Fact]
    public async Task Backup_Delete_Succeeds()
    {
        await using var server = await StartAsync();
        server.On($"DELETE {Deletion}", Answer(204));
        await using var nuclia = new NucliaHarness(server.Address);

        (await nuclia.Commands.DeleteBackupAsync(NucliaHarness.ZoneAt(server.Address), "b1", Ct)).IsSuccess.ShouldBeTrue();
        server.Received[^1].Body.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task TransientStatus_AnyCommand_IsSentOnce(int status)
    {
        await using var server = await StartAsync();
        var answer = Answer(status, "{}", headers: ("Retry-After", "0"));
        server.On($"POST {NucliaHarness.BackupsPath}", answer);
        server.On($"POST {Deletion}/restore", answer);
        server.On($"DELETE {Deletion}", answer);
        await using var nuclia = new NucliaHarness(server.Address);
        var zone = NucliaHarness.ZoneAt(server.Address);

        (await nuclia.Commands.CreateBackupAsync(zone, "k1", Ct)).IsSuccess.ShouldBeFalse();
        (await nuclia.Commands.RestoreBackupAsync(zone, "b1", "s", "t", Ct)).IsSuccess.ShouldBeFalse();
        (await nuclia.Commands.DeleteBackupAsync(zone, "b1", Ct)).IsSuccess.ShouldBeFalse();

        server.Received.Count(request => request.Method != "GET").ShouldBe(3);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task RedirectToAnotherHost_ReadAndCommands_AreNotFollowed(int status)
    {
        await using var server = await StartAsync();
        await using var witness = await StartAsync();
        var answer = Answer(status, "", headers: ("Location", new Uri(witness.Address, "/steal").ToString()));
        server.On($"GET {NucliaHarness.BackupsPath}", answer);
        server.On($"POST {NucliaHarness.BackupsPath}", answer);
        server.On($"DELETE {Deletion}", answer);
        await using var nuclia = new NucliaHarness(server.Address);
        var zone = NucliaHarness.ZoneAt(server.Address);

        var errors = new[]
        {
            (await nuclia.Reader.ListBackupsAsync(zone, Ct)).Error,
            (await nuclia.Commands.CreateBackupAsync(zone, "k1", Ct)).Error,
            (await nuclia.Commands.DeleteBackupAsync(zone, "b1", Ct)).Error,
        };

        errors.ShouldAllBe(error => error!.Kind == NucliaErrorKind.Refused && error.Status == status && !error.MayHaveBeenApplied);
        errors[0]!.Detail.ShouldBe("It redirects to 127.0.0.1, which is not followed.");
        witness.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../../../kb/k1")]
    [InlineData("..")]
    [InlineData("")]
    public async Task IdThatIsNone_AnyCommand_SendsNothing(string id)
    {
        await using var server = await StartAsync();
        await using var nuclia = new NucliaHarness(server.Address);
        var zone = NucliaHarness.ZoneAt(server.Address);

        var errors = new[]
        {
            (await nuclia.Commands.CreateBackupAsync(zone, id, Ct)).Error,
            (await nuclia.Commands.RestoreBackupAsync(zone, id, "s", "t", Ct)).Error,
            (await nuclia.Commands.DeleteBackupAsync(zone, id, Ct)).Error,
        };

        errors.ShouldAllBe(error => error!.Kind == NucliaErrorKind.Invalid && !error.MayHaveBeenApplied);
        server.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task CallersCancellation_Create_Throws()
    {
        await using var server = await StartAsync();
        server.On($"POST {NucliaHarness.BackupsPath}", Never);
        await using var nuclia = new NucliaHarness(server.Address);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        var create = nuclia.Commands.CreateBackupAsync(NucliaHarness.ZoneAt(server.Address), "k1", leave.Token);
        await server.ArrivalAsync();
        await server.ArrivalAsync();
        await leave.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(create);
    }
}
