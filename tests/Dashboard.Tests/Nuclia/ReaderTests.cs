using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;
using static BackupDashboard.Tests.Nuclia.ScriptedServer;

namespace BackupDashboard.Tests.Nuclia;

public sealed class ReaderTests
{
    private const string Id = "0b0e9c7e-57a5-4b62-8a6b-64b8ac1e9d01";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Account_Get_GivesWhatTheContractSays()
    {
        await using var server = await StartAsync();
        await using var nuclia = new NucliaHarness(server.Address);

        var account = (await nuclia.Reader.GetAccountAsync(Ct)).Value;

        account.ShouldBe(new Account(AccountId, "acme", "Acme", 3, null));
        account.IsBlocked.ShouldBeFalse();
        server.Received.Single().Authorization.ShouldBe("Bearer " + NucliaHarness.Token);
    }

    [Fact]
    public async Task BlockedAccount_Get_SaysWhy()
    {
        await using var server = await StartAsync();
        server.On("GET /api/v1/account/acme", Json(
            $$"""{"id":"{{AccountId}}","slug":"acme","title":"Acme","current_kbs":9,"max_kbs":10,"blocking_state":"quota"}"""));
        await using var nuclia = new NucliaHarness(server.Address);

        var account = (await nuclia.Reader.GetAccountAsync(Ct)).Value;

        (account.MaxKnowledgeBoxes, account.BlockingState, account.IsBlocked).ShouldBe((10, "quota", true));
    }

    [Fact]
    public async Task Backups_List_ReadsFinishedAndUnfinishedOnes()
    {
        await using var server = await StartAsync();
        server.On($"GET {NucliaHarness.BackupsPath}", Json($$"""
            [{"id":"b1","account_id":"a","started_at":"2026-11-01T10:00:00.123456+02:00",
              "finished_at":"2026-11-01T09:00:00Z","size":123456789012,
              "kb_data":{"id":"{{Id}}","slug":"manuals","title":"Handbücher 手册","created":"2024-01-02T03:04:05"},
              "new_field":{"x":[null]} },
             {"id":"b2","account_id":"a","started_at":"2026-11-02T10:00:00","finished_at":null,"size":null,
              "kb_data":{"id":"{{Id}}","slug":"manuals","title":"","created":"2024-01-02T03:04:05Z"} },
             {"id":"b3","account_id":"a","started_at":"2026-11-02T10:00:00Z",
              "kb_data":{"id":"{{Id}}","slug":"manuals","title":"t","created":"2024-01-02T03:04:05Z"} }]
            """));
        await using var nuclia = new NucliaHarness(server.Address);

        var backups = (await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), Ct)).Value;

        backups.Count.ShouldBe(3);
        backups[0].ShouldBe(new BackupItem(
            "b1",
            new(2026, 11, 1, 8, 0, 0, 123, 456, TimeSpan.Zero),
            new DateTimeOffset(2026, 11, 1, 9, 0, 0, TimeSpan.Zero),
            123456789012,
            new(Id, "manuals", "Handbücher 手册", new(2024, 1, 2, 3, 4, 5, TimeSpan.Zero))));
        backups[1].StartedAt.ShouldBe(new(2026, 11, 2, 10, 0, 0, TimeSpan.Zero), "a time without an offset is UTC");
        (backups[1].FinishedAt, backups[1].Size, backups[2].FinishedAt, backups[2].Size).ShouldBe((null, null, null, null));
    }

    [Fact]
    public async Task HundredThousandBackups_List_GivesThemAll()
    {
        var entries = Enumerable.Range(0, 100_000).Select(i => $$"""
            {"id":"b{{i}}","account_id":"a","started_at":"2026-11-02T10:00:00Z","finished_at":null,"size":null,
             "kb_data":{"id":"{{Id}}","slug":"s{{i}}","title":"t","created":"2024-01-02T03:04:05Z"} }
            """);
        await using var server = await StartAsync();
        server.On($"GET {NucliaHarness.BackupsPath}", Json($"[{string.Join(',', entries)}]"));
        await using var nuclia = new NucliaHarness(server.Address);

        var backups = (await nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), Ct)).Value;

        backups.Count.ShouldBe(100_000);
        backups[^1].KnowledgeBox.Slug.ShouldBe("s99999");
    }

    [Theory]
    [InlineData(KnowledgeBoxMode.Kb, "kb")]
    [InlineData(KnowledgeBoxMode.Agents, "agents")]
    public async Task KnowledgeBoxes_List_AsksForTheModeWithoutSearchConfigs(KnowledgeBoxMode mode, string asked)
    {
        await using var server = await StartAsync();
        server.On($"GET /api/v1/account/{AccountId}/kbs", Json(
            """[{"id":"k1","slug":"manuals","title":"Manuals","zone":"z","state":"PRIVATE","search_configs":null}]"""));
        await using var nuclia = new NucliaHarness(server.Address);

        var boxes = (await nuclia.Reader.ListKnowledgeBoxesAsync(NucliaHarness.ZoneAt(server.Address), mode, Ct)).Value;

        boxes.ShouldBe([new KnowledgeBoxItem("k1", "manuals", "Manuals")]);
        server.Received[^1].Query.TrimStart('?').Split('&').ShouldBe(["include_search_configs=false", $"mode={asked}"], ignoreOrder: true);
    }

    [Fact]
    public async Task Counters_Get_NeedNoAccount()
    {
        await using var server = await StartAsync();
        server.On($"GET /api/v1/kb/{Id}/counters", Json(
            """{"resources":1,"paragraphs":2,"fields":3,"sentences":4,"shards":null,"index_size":0.5}"""));
        await using var nuclia = new NucliaHarness(server.Address);

        var counters = await nuclia.Reader.GetCountersAsync(NucliaHarness.ZoneAt(server.Address), Id, Ct);

        counters.Value.ShouldBe(new Counters(1, 2, 3, 4));
        server.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Modified_Counted_AsksForTheTotalAlone()
    {
        await using var server = await StartAsync();
        server.On($"POST /api/v1/kb/{Id}/catalog", Json("""{"resources":{},"fulltext":{"results":[],"total":312}}"""));
        await using var nuclia = new NucliaHarness(server.Address);
        var since = new DateTimeOffset(2026, 3, 1, 10, 0, 0, 900, TimeSpan.FromHours(1));

        var counted = await nuclia.Reader.CountModifiedAsync(NucliaHarness.ZoneAt(server.Address), Id, since, Ct);

        counted.Value.ShouldBe(312);
        server.Received.ShouldHaveSingleItem().Body.ShouldBe(
            """{"filter_expression":{"resource":{"prop":"modified","since":"2026-03-01T09:00:00Z"}},"page_size":1,"show":[]}""");
    }

    [Theory]
    [InlineData("""{"fulltext":{"total":-1}}""")]
    [InlineData("""{"fulltext":null}""")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task Modified_WithoutAPlausibleTotal_IsUnreadable(string answer)
    {
        await using var server = await StartAsync();
        server.On($"POST /api/v1/kb/{Id}/catalog", Json(answer));
        await using var nuclia = new NucliaHarness(server.Address);

        var counted = await nuclia.Reader.CountModifiedAsync(NucliaHarness.ZoneAt(server.Address), Id, TestClock.Origin, Ct);

        counted.Error!.Kind.ShouldBe(NucliaErrorKind.Unreadable);
    }

    [Theory]
    [InlineData("-1", "2")]
    [InlineData("1", "-2")]
    [InlineData("9000000000000000000", "2")]
    public async Task Counters_ThatCannotBeRight_AreUnreadable(string resources, string paragraphs)
    {
        await using var server = await StartAsync();
        server.On($"GET /api/v1/kb/{Id}/counters",
            Json($$"""{"resources": {{resources}}, "paragraphs": {{paragraphs}}, "fields": 3, "sentences": 4, "shards": null}"""));
        await using var nuclia = new NucliaHarness(server.Address);

        var error = (await nuclia.Reader.GetCountersAsync(NucliaHarness.ZoneAt(server.Address), Id, Ct)).Error.ShouldNotBeNull();

        error.Kind.ShouldBe(NucliaErrorKind.Unreadable);
        error.Detail.ShouldStartWith("The cloud reports counts that cannot be right");
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/../../user")]
    [InlineData("")]
    public async Task IdThatIsNone_Counters_SendsNothing(string id)
    {
        await using var server = await StartAsync();
        await using var nuclia = new NucliaHarness(server.Address);

        var counters = await nuclia.Reader.GetCountersAsync(NucliaHarness.ZoneAt(server.Address), id, Ct);

        counters.Error!.Kind.ShouldBe(NucliaErrorKind.Invalid);
        server.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task ManyReads_AtOnceAndLater_ResolveTheAccountOnce()
    {
        await using var server = await StartAsync();
        server.On($"GET {NucliaHarness.BackupsPath}", Json("[]"));
        await using var nuclia = new NucliaHarness(server.Address);
        var zone = NucliaHarness.ZoneAt(server.Address);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => nuclia.Reader.ListBackupsAsync(zone, Ct)));
        (await nuclia.Reader.ListBackupsAsync(zone, Ct)).IsSuccess.ShouldBeTrue();

        server.Calls("GET /api/v1/account/acme").ShouldBe(1);
        server.Calls($"GET {NucliaHarness.BackupsPath}").ShouldBe(6);
    }

    [Fact]
    public async Task AccountThatFailedOnce_NextRead_AsksAgain()
    {
        await using var server = await StartAsync();
        server.On("GET /api/v1/account/acme", Answer(403, """{"detail":"no"}"""), Json(
            $$"""{"id":"{{AccountId}}","slug":"acme","title":"Acme","current_kbs":3}"""));
        server.On($"GET {NucliaHarness.BackupsPath}", Json("[]"));
        await using var nuclia = new NucliaHarness(server.Address);
        var zone = NucliaHarness.ZoneAt(server.Address);

        (await nuclia.Reader.ListBackupsAsync(zone, Ct)).Error!.Kind.ShouldBe(NucliaErrorKind.Forbidden);
        (await nuclia.Reader.ListBackupsAsync(zone, Ct)).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task CallersCancellation_List_Throws()
    {
        await using var server = await StartAsync();
        server.On($"GET {NucliaHarness.BackupsPath}", Never);
        await using var nuclia = new NucliaHarness(server.Address);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        var list = nuclia.Reader.ListBackupsAsync(NucliaHarness.ZoneAt(server.Address), leave.Token);
        await server.ArrivalAsync();
        await server.ArrivalAsync();
        await leave.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(list)).CancellationToken.ShouldBe(leave.Token);
    }
}
