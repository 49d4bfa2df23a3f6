using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace BackupDashboard.Tests.Sandbox;

public sealed class CloudFaultTests
{
    [Fact]
    public async Task Status_WithHeadersAndBody_AnswersThem()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        await cloud.FaultAsync(new
        {
            operation = "list",
            kind = "status",
            status = 503,
            headers = new Dictionary<string, string> { ["Retry-After"] = "7" },
            body = new { detail = new { reason = "maintenance" } },
        });

        var reply = await cloud.SendAsync(HttpMethod.Get, cloud.Account("/backups"));

        reply.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        reply.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        reply.Json.GetProperty("detail").Text("reason").ShouldBe("maintenance");
    }

    [Fact]
    public async Task Status429_WithoutABody_HasTheShapeOfARateLimit()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        await cloud.FaultAsync(new { kind = "status", status = 429 });

        var reply = await cloud.SendAsync(HttpMethod.Get, cloud.Account("/backups"));

        reply.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        reply.Json.GetProperty("detail").GetProperty("try_after").GetDouble()
            .ShouldBe(cloud.Time.GetUtcNow().AddSeconds(5).ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Times_WhenUsedUp_LetsTheNextThrough()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        await cloud.FaultAsync(new { operation = "list", kind = "status", status = 500, times = 2 });
        await cloud.FaultAsync(new { operation = "list", kind = "html", times = 1 });

        var statuses = new List<HttpStatusCode>();
        for (var request = 0; request < 4; request++)
            statuses.Add((await cloud.SendAsync(HttpMethod.Get, cloud.Account("/backups"))).Status);

        statuses.ShouldBe(
            [HttpStatusCode.InternalServerError, HttpStatusCode.InternalServerError, HttpStatusCode.BadGateway, HttpStatusCode.OK]);
    }

    [Fact]
    public async Task ZoneAndOperation_OfTheFault_LeaveTheOthersAlone()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        await cloud.FaultAsync(new { zone = CloudSandbox.America, operation = "list", kind = "status", status = 500 });

        (await cloud.SendAsync(HttpMethod.Get, cloud.Account("/backups", CloudSandbox.America))).Status
            .ShouldBe(HttpStatusCode.InternalServerError);
        await cloud.GetAsync(cloud.Account("/kbs", CloudSandbox.America));
        await cloud.GetAsync(cloud.Account("/backups", CloudSandbox.Europe));
    }

    [Fact]
    public async Task All_HitsTheGlobalApiToo_AndDeletedFaultsHitNothing()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        await cloud.FaultAsync(new { kind = "html" });

        var page = await cloud.SendAsync(HttpMethod.Get, cloud.Global("/api/v1/account/acme"));
        var cleared = await cloud.SendAsync(HttpMethod.Delete, cloud.Global("/sandbox/faults"));

        page.Status.ShouldBe(HttpStatusCode.BadGateway);
        page.ContentHeaders.ContentType!.MediaType.ShouldBe("text/html");
        cleared.Status.ShouldBe(HttpStatusCode.NoContent);
        await cloud.GetAsync(cloud.Global("/api/v1/account/acme"));
    }

    [Fact]
    public async Task Reset_BreaksTheConnection_AndNothingIsCarriedOut()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var before = await CountAsync(cloud);
        await cloud.FaultAsync(new { operation = "create", kind = "reset", times = 1 });

        await Should.ThrowAsync<HttpRequestException>(() => cloud.StartBackupAsync());

        (await CountAsync(cloud)).ShouldBe(before);
    }

    [Fact]
    public async Task AppliedThenReset_BreaksTheConnection_AndItIsCarriedOut()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var before = await CountAsync(cloud);
        await cloud.FaultAsync(new { operation = "create", kind = "applied-then-reset", times = 1 });

        await Should.ThrowAsync<HttpRequestException>(() => cloud.StartBackupAsync());

        (await CountAsync(cloud)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task AppliedThenSilence_NeverAnswers_AndItIsCarriedOut()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var before = await CountAsync(cloud);
        var box = await cloud.BoxAsync("docs-handbook");
        await cloud.FaultAsync(new { operation = "create", kind = "applied-then-silence", times = 1 });

        using var gone = new CancellationTokenSource();
        var asking = cloud.Http.PostAsJsonAsync(cloud.Account("/backups"), new { kb_id = box.Text("id") }, gone.Token);
        while (await CountAsync(cloud) == before)
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();

        asking.IsCompleted.ShouldBeFalse();
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asking);
    }

    [Fact]
    public async Task ClosedZone_RefusesConnections_AndTheOthersAnswer()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        await cloud.Host.CloseZoneAsync(CloudSandbox.Europe);

        var refused = await Should.ThrowAsync<HttpRequestException>(() => cloud.GetAsync(cloud.Account("/backups")));

        refused.HttpRequestError.ShouldBe(HttpRequestError.ConnectionError);
        await cloud.GetAsync(cloud.Account("/backups", CloudSandbox.Asia));
        await cloud.GetAsync(cloud.Global("/sandbox/calls"));
    }

    [Fact]
    public async Task Malformed_AnswersASuccessThatIsNoJson_AndItIsCarriedOut()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var before = await CountAsync(cloud);
        var box = await cloud.BoxAsync("docs-handbook");
        await cloud.FaultAsync(new { operation = "create", kind = "malformed", times = 1 });

        var reply = await cloud.PostAsync(cloud.Account("/backups"), new { kb_id = box.Text("id") });

        reply.Status.ShouldBe(HttpStatusCode.OK);
        Should.Throw<JsonException>(() => reply.Json);
        (await CountAsync(cloud)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task Truncate_AnnouncesMoreThanItSends()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var whole = await cloud.Http.GetByteArrayAsync(cloud.Account("/backups"), TestContext.Current.CancellationToken);
        await cloud.FaultAsync(new { operation = "list", kind = "truncate", times = 1 });

        using var response = await cloud.Http.GetAsync(
            cloud.Account("/backups"), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.ShouldBe(whole.Length);
        await Should.ThrowAsync<HttpRequestException>(
            () => response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 60_000)]
    public async Task Delay_AnswersNormally_OnceTheTimeIsOver()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        await cloud.FaultAsync(new { operation = "list", kind = "delay", delayMs = 30_000, times = 1 });

        var request = cloud.GetAsync(cloud.Account("/backups"));
        await HeldRequestsAsync(cloud, open: 1, TestContext.Current.CancellationToken);
        request.IsCompleted.ShouldBeFalse();
        await AdvanceUntilAsync(cloud, request, TestContext.Current.CancellationToken);

        (await request).GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task Delay_EndsWhenTheClientGoesAway()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        await cloud.FaultAsync(new { operation = "create", kind = "delay", delayMs = 30_000 });
        var before = await CountAsync(cloud);
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var box = await cloud.BoxAsync("docs-handbook");

        var request = cloud.Http.PostAsJsonAsync(cloud.Account("/backups"), new { kb_id = box.Text("id") }, impatient.Token);
        await HeldRequestsAsync(cloud, open: 1, TestContext.Current.CancellationToken);
        await impatient.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => request);
        await HeldRequestsAsync(cloud, open: 0, TestContext.Current.CancellationToken);
        (await CountAsync(cloud)).ShouldBe(before);
    }

    [Fact(Timeout = 60_000)]
    public async Task Drip_SendsTheWholeBodyInTheEnd()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        await cloud.FaultAsync(new { operation = "account", kind = "drip", delayMs = 50, times = 1 });

        var request = cloud.GetAsync(cloud.Global("/api/v1/account/acme"));
        await HeldRequestsAsync(cloud, open: 1, TestContext.Current.CancellationToken);
        request.IsCompleted.ShouldBeFalse();
        await AdvanceUntilAsync(cloud, request, TestContext.Current.CancellationToken);

        (await request).Text("slug").ShouldBe("acme");
    }

    [Fact]
    public async Task FaultedRequests_AreCountedToo()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        await cloud.FaultAsync(new { operation = "list", kind = "status", status = 500, times = 1 });

        await cloud.SendAsync(HttpMethod.Get, cloud.Account("/backups"));
        await cloud.SendAsync(HttpMethod.Get, cloud.Account("/backups"));

        var calls = await cloud.GetAsync(cloud.Global("/sandbox/calls"));
        calls.GetProperty(CloudSandbox.Europe).GetProperty("list").GetInt64().ShouldBe(2);
    }

    [Theory]
    [InlineData("""{}""", "'kind'")]
    [InlineData("""{"kind": "explode"}""", "applied-then-reset")]
    [InlineData("""{"kind": "reset", "zone": "mars-1"}""", "europe-1")]
    [InlineData("""{"kind": "reset", "operation": "destroy"}""", "restore")]
    [InlineData("""{"kind": "reset", "times": 0}""", "'times'")]
    [InlineData("""{"kind": "reset", "status": 500}""", "'status'")]
    [InlineData("""{"kind": "status"}""", "'status'")]
    [InlineData("""{"kind": "status", "status": 42}""", "200 and 599")]
    [InlineData("""{"kind": "status", "status": 204, "body": "x"}""", "no body")]
    [InlineData("""{"kind": "status", "status": 500, "headers": {"Content-Length": "1"}}""", "Content-Length")]
    [InlineData("""{"kind": "status", "status": 500, "headers": {"X-Note": "a\nb"}}""", "X-Note")]
    [InlineData("""{"kind": "delay"}""", "'delayMs'")]
    [InlineData("""{"kind": "delay", "delayMs": -1}""", "'delayMs'")]
    [InlineData("""{"kind": "reset", "tims": 1}""", "$.tims")]
    [InlineData("""{"kind": "html", "body": "\ud800"}""", "$.body")]
    [InlineData("""{"kind": """, "no JSON")]
    public async Task BadFault_IsRefusedWithTheReason([StringSyntax("json")] string body, string reason)
    {
        await using var cloud = await CloudSandbox.StartAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var reply = await cloud.FaultAsync(content);

        reply.Status.ShouldBe(HttpStatusCode.BadRequest);
        reply.Detail.ShouldContain(reason);
        (await cloud.GetAsync(cloud.Global("/sandbox/faults"))).GetArrayLength().ShouldBe(0);
    }

    private static async Task<int> CountAsync(CloudSandbox cloud) => (await cloud.GetAsync(cloud.Account("/backups"))).GetArrayLength();

    // Asks until it is so; a fault that never lets go runs into the test's own time-out.
    private static async Task HeldRequestsAsync(CloudSandbox cloud, int open, CancellationToken timeout)
    {
        while ((await cloud.GetAsync(cloud.Global("/sandbox/faults")))[0].GetProperty("open").GetInt32() != open)
            timeout.ThrowIfCancellationRequested();
    }

    private static async Task AdvanceUntilAsync(CloudSandbox cloud, Task request, CancellationToken timeout)
    {
        while (!request.IsCompleted)
        {
            timeout.ThrowIfCancellationRequested();
            cloud.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
