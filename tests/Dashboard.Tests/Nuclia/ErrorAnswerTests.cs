using BackupDashboard.Nuclia;
using static BackupDashboard.Tests.Nuclia.ScriptedServer;

namespace BackupDashboard.Tests.Nuclia;

/// <summary>What the client makes of each status and each shape of an error's body; asked once, through a command.</summary>
public sealed class ErrorAnswerTests
{
    private const string InProgress = """{"detail":"Backup is still in progress. Please wait until it is completed."}""";
    private const string BeingCreated = """{"detail":"Knowledge Box is currently being created"}""";
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(400, NucliaErrorKind.Invalid, false)]
    [InlineData(401, NucliaErrorKind.Unauthorized, false)]
    [InlineData(402, NucliaErrorKind.PaymentRequired, false)]
    [InlineData(403, NucliaErrorKind.Forbidden, false)]
    [InlineData(404, NucliaErrorKind.NotFound, false)]
    [InlineData(405, NucliaErrorKind.Refused, false)]
    [InlineData(408, NucliaErrorKind.TimedOut, true)]
    [InlineData(409, NucliaErrorKind.Conflict, false)]
    [InlineData(419, NucliaErrorKind.Conflict, false)]
    [InlineData(422, NucliaErrorKind.Invalid, false)]
    [InlineData(429, NucliaErrorKind.RateLimited, false)]
    [InlineData(500, NucliaErrorKind.Unavailable, true)]
    [InlineData(501, NucliaErrorKind.Unavailable, true)]
    [InlineData(503, NucliaErrorKind.Unavailable, true)]
    [InlineData(512, NucliaErrorKind.Unavailable, true)]
    [InlineData(302, NucliaErrorKind.Refused, false)]
    public async Task Status_Restore_HasItsKind(int status, NucliaErrorKind kind, bool mayHaveBeenApplied)
    {
        var error = await RestoreAsync(Answer(status, """{"detail":"the reason"}"""));

        (error.Kind, error.Status, error.MayHaveBeenApplied).ShouldBe((kind, status, mayHaveBeenApplied));
        if (status != 302) error.Detail.ShouldBe("the reason");
    }

    [Theory]
    [InlineData(409, InProgress, NucliaErrorKind.BackupInProgress)]
    [InlineData(429, InProgress, NucliaErrorKind.BackupInProgress)]
    [InlineData(429, BeingCreated, NucliaErrorKind.KnowledgeBoxBeingCreated)]
    [InlineData(409, """{"detail":"Slug already taken"}""", NucliaErrorKind.Conflict)]
    [InlineData(429, """{"detail":{"message":"Backup is still in progress"}}""", NucliaErrorKind.BackupInProgress)]
    public async Task TextThatMatters_Restore_HasItsKind(int status, string body, NucliaErrorKind kind) =>
        (await RestoreAsync(Answer(status, body))).Kind.ShouldBe(kind);

    [Theory]
    [InlineData("""{"detail":"Slug already taken"}""", "Slug already taken")]
    [InlineData("""{"detail":[{"loc":["body","slug"],"msg":"Bad slug","type":"v"},{"loc":["body",0],"msg":"Bad","type":"v"}]}""",
        "body.slug: Bad slug; body.0: Bad")]
    [InlineData("""{"detail":["one",{"odd":1},null]}""", """one; {"odd":1};""")]
    [InlineData("""{"detail":{"message":"Too much"}}""", "Too much")]
    [InlineData("""{"detail":{"code":7}}""", """{"code":7}""")]
    [InlineData("""{"message":"Elsewhere"}""", "Elsewhere")]
    [InlineData("\"just text\"", "just text")]
    [InlineData("plain\r\nINFO forged line\u202e", "plain INFO forged line")]
    [InlineData("<!DOCTYPE html><html><head><title>502 Bad\nGateway</title></head><body><h1>x</h1></body></html>", "502 Bad Gateway")]
    [InlineData("<html><style>p{}</style><p>Down &amp; out</p></html>", "Down & out")]
    [InlineData("""{"detail":"cut of""", """{"detail":"cut of""")]
    [InlineData("", "422 Unprocessable Entity")]
    [InlineData("""{"detail":null}""", "422 Unprocessable Entity")]
    [InlineData("42", "42")]
    public async Task Body_Restore_GivesItsReasonInOneLine(string body, string detail) =>
        (await RestoreAsync(Answer(422, body))).Detail.ShouldBe(detail);

    [Fact]
    public async Task EndlessReason_Restore_IsBounded() =>
        (await RestoreAsync(Answer(422, $$"""{"detail":"{{new string('x', 100_000)}}"}"""))).Detail.Length.ShouldBeInRange(200, 300);

    [Fact]
    public async Task DeepNesting_Restore_Survives() =>
        (await RestoreAsync(Answer(422, new string('[', 10_000)))).Kind.ShouldBe(NucliaErrorKind.Invalid);

    [Fact]
    public async Task EchoedToken_Restore_IsMasked()
    {
        var error = await RestoreAsync(Answer(403, $$"""{"detail":"Hydra token {{NucliaHarness.Token}} revoked"}"""));

        error.Detail.ShouldBe("Hydra token *** revoked");
        error.Kind.ShouldBe(NucliaErrorKind.Unauthorized, "a revoked token is not a missing permission");
    }

    [Fact]
    public async Task RetryAfterSeconds_Restore_GivesTheTime() =>
        (await RestoreAsync(Answer(429, "{}", headers: ("Retry-After", "90")))).RetryAt.ShouldBe(Now.AddSeconds(90));

    [Fact]
    public async Task RetryAfterDate_Restore_GivesTheTime()
    {
        var error = await RestoreAsync(Answer(429, "{}", headers: ("Retry-After", "Mon, 23 Nov 2026 12:10:00 GMT")));

        error.RetryAt.ShouldBe(Now.AddMinutes(10));
    }

    [Theory]
    [InlineData("1795435230.5", 30.5)]
    [InlineData("\"1795435230\"", 30.0)]
    [InlineData("1e400", null)]
    [InlineData("-1", null)]
    [InlineData("\"soon\"", null)]
    public async Task TryAfterInBody_Restore_GivesTheTime(string value, double? seconds)
    {
        var error = await RestoreAsync(Answer(429, $$"""{"detail":{"try_after":{{value}},"reason":"busy"} }"""));

        (error.Kind, error.Detail).ShouldBe((NucliaErrorKind.RateLimited, "busy"));
        error.RetryAt.ShouldBe(seconds is { } wait ? Now.AddSeconds(wait) : null);
    }

    private static async Task<NucliaError> RestoreAsync(Microsoft.AspNetCore.Http.RequestDelegate answer)
    {
        await using var server = await StartAsync();
        await using var nuclia = new NucliaHarness(server.Address);
        server.On($"POST /api/v1/account/{AccountId}/backup/b1/restore", answer);

        var result = await nuclia.Commands.RestoreBackupAsync(
            NucliaHarness.ZoneAt(server.Address), "b1", "manuals-2", "Manuals", TestContext.Current.CancellationToken);

        server.Received.Count(request => request.Method == "POST").ShouldBe(1);
        return result.Error.ShouldNotBeNull();
    }
}
