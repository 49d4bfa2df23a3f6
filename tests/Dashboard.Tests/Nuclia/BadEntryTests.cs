using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;
using static BackupDashboard.Tests.Nuclia.ScriptedServer;

namespace BackupDashboard.Tests.Nuclia;

/// <summary>One bad entry of a list does not cost the others.</summary>
public sealed class BadEntryTests
{
    private const string Good = """{"id":"good","started_at":"2026-11-02T10:00:00Z","""
        + """ "kb_data":{"id":"k","slug":"s","title":"t","created":"2026-11-02T10:00:00Z"}}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"id":"bad","started_at":"yesterday"}""", "bad", "started_at: A time must be text in ISO 8601")]
    [InlineData("""{"id":"bad","nested":{"id":"inner"}}""", "bad", "started_at, kb_data is missing")]
    [InlineData("""{"id":"bad","started_at":"2026-11-02T10:00:00Z","kb_data":null}""", "bad", "kb_data is not of the right type")]
    [InlineData("""{"id":"bad","size":1e99}""", "bad", "size is not of the right type")]
    [InlineData("""{"id":7}""", null, "id is not of the right type")]
    [InlineData("null", null, "it is null")]
    [InlineData("[[1]]", null, "it is not of the right type")]
    public async Task BadBackup_List_IsLeftOutAndTheOthersStay(string bad, string? name, string problem)
    {
        await using var server = await StartAsync();
        server.On($"GET {NucliaHarness.BackupsPath}", Json($"[{bad},{Good},{bad}]"));
        await using var nuclia = new NucliaHarness(server.Address);

        var backups = (await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), Ct)).Value;

        backups.ShouldHaveSingleItem().Id.ShouldBe("good");
        backups.LeftOut.Count.ShouldBe(2);
        backups.LeftOut.Problem.ShouldBe(problem);
        backups.LeftOut.Names.ShouldBe(name is null ? [] : [name]);
        backups.LeftOut.MayHold("another").ShouldBeTrue("one of the two has no name of its own");
    }

    [Fact]
    public async Task BackupWithAnIdThatCannotBeOne_List_IsLeftOut()
    {
        await using var server = await StartAsync();
        server.On($"GET {NucliaHarness.BackupsPath}", Json($"[{Good.Replace("\"good\"", "\"../x\"", StringComparison.Ordinal)},{Good}]"));
        await using var nuclia = new NucliaHarness(server.Address);

        var backups = (await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), Ct)).Value;

        backups.ShouldHaveSingleItem();
        backups.LeftOut.Problem.ShouldStartWith("an id is not of an id's form");
    }

    [Fact]
    public async Task BadBox_List_IsLeftOutByItsName()
    {
        await using var server = await StartAsync();
        server.On($"GET /api/v1/account/{AccountId}/kbs",
            Json("""[{"id":"k1","slug":"one","title":"One"},{"id":"k2","slug":null,"title":"Two"}]"""));
        await using var nuclia = new NucliaHarness(server.Address);

        var boxes = (await nuclia.Reader.ListKnowledgeBoxesAsync(NucliaHarness.ZoneAt(server.Address), KnowledgeBoxMode.Kb, Ct)).Value;

        boxes.ShouldHaveSingleItem().Id.ShouldBe("k1");
        boxes.LeftOut.MayHold("k2").ShouldBeTrue();
        boxes.LeftOut.MayHold("k3").ShouldBeFalse();
    }

    [Fact]
    public async Task EndlessBadEntries_List_IsUnreadableWithoutGoingThroughThem()
    {
        await using var server = await StartAsync();
        server.On($"GET {NucliaHarness.BackupsPath}", Json($"[{Good},{string.Join(',', Enumerable.Repeat("1", 5000))}]"));
        await using var nuclia = new NucliaHarness(server.Address);

        var error = (await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), Ct)).Error.ShouldNotBeNull();

        (error.Kind, error.Detail).ShouldBe((
            NucliaErrorKind.Unreadable,
            "The answer is not what the contract says: More than 1000 entries of the list are unusable: it is not of the right type."));
    }
}
