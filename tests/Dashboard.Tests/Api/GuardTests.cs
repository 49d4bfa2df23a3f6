using BackupDashboard.Api;
using BackupDashboard.Journal;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Api;

/// <summary>What holds for every endpoint: who may use it, how problems are reported, what a cookie needs.</summary>
public sealed class GuardTests : ApiTest
{
    private const string Backups = "/zones/europe/backups";
    private static readonly (string, string) ByCookie = (ApiApp.CookieHeader, "yes");

    public static TheoryData<ProblemKind> Kinds => new(Enum.GetValues<ProblemKind>());

    [Theory]
    [InlineData("/zones")]
    [InlineData("/nowhere")]
    [InlineData("/openapi.json")]
    public async Task NobodyInParticular_IsToldToSignIn(string path) =>
        (await App.GetAsync(path, role: null)).ShouldBeProblem(401, "unauthenticated");

    [Theory]
    [InlineData("/zones")]
    [InlineData("/me")]
    [InlineData("/nowhere")]
    [InlineData("/openapi.json")]
    public async Task WithoutATeam_OneIsToldWhatToAskFor(string path)
    {
        var problem = (await App.GetAsync(path, "Somebody.Else")).ShouldBeProblem(403, "no-access");
        ((string)problem["detail"]!).ShouldContain(A.Auditor);
    }

    [Fact]
    public async Task UnknownAddress_IsAProblem() => (await App.GetAsync("/nowhere")).ShouldBeProblem(404, "no-such-route");

    [Theory]
    [InlineData("/zones", "GET, HEAD")]
    [InlineData(Backups, "GET, HEAD, POST")]
    public async Task WrongMethod_IsAProblem(string path, string allowed)
    {
        var answer = await App.SendAsync(new HttpRequestMessage(HttpMethod.Put, ApiApp.Of(path)));
        answer.ShouldBeProblem(405, "method-not-allowed");
        answer.Header("Allow")!.Split(", ").ShouldBe(allowed.Split(", "), ignoreOrder: true);
    }

    [Theory]
    [InlineData("text/html", false)]
    [InlineData("application/xml, text/*", false)]
    [InlineData("application/json;q=0", false)]
    [InlineData("application/json", true)]
    [InlineData("application/json; charset=utf-8", true)]
    [InlineData("application/json;charset=UTF-8;q=0.5, text/plain", true)]
    [InlineData("application/json;charset=utf-8;q=0", false)]
    [InlineData("application/*;q=0.1", true)]
    [InlineData("text/html, */*;q=0.8", true)]
    [InlineData("no type at all", true)]
    public async Task Json_IsAnsweredToThoseWhoTakeIt(string accept, bool taken)
    {
        var answer = await App.GetAsync("/zones", headers: ("Accept", accept));
        if (taken)
            answer.ShouldBe(200);
        else
            answer.ShouldBeProblem(406, "not-acceptable");
    }

    [Fact]
    public async Task MistakeOfOurs_TellsNothingButTheTrace()
    {
        Console.Log.ErrorsAreExpected = true;
        var answer = await App.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri("/api/broken", UriKind.Relative)));
        answer.ShouldBeProblem(500, "internal-error")["traceId"].ShouldNotBeNull();
        answer.Body.ShouldNotContain("secret");
        Console.Log.Errors.ShouldHaveSingleItem().ShouldContain("A secret of ours");
    }

    [Fact]
    public async Task ChangeByCookie_NeedsTheAntiforgeryToken()
    {
        const string body = """{"slug": "a-one"}""";
        (await App.PostAsync(Backups, body, A.Operator, ByCookie)).ShouldBeProblem(400, "antiforgery");
        (await App.DeleteAsync(Backups + "/a1?confirmation=a-one", A.Operator, ByCookie)).ShouldBeProblem(400, "antiforgery");
        (await App.PostAsync(Backups + "/a1/restore", """{"slug": "new", "title": "New"}""", A.Operator, ByCookie))
            .ShouldBeProblem(400, "antiforgery");
        (await App.PostAsync($"/operations/{Guid.NewGuid()}/cancel", null, A.Operator, ByCookie)).ShouldBeProblem(400, "antiforgery");
        (await App.GetAsync(Backups, A.Operator, ByCookie)).ShouldBe(200);

        // A header for a token frees no one whom the cookie has let in.
        (await App.PostAsync(Backups, body, A.Operator, ByCookie, ("Authorization", "Bearer nonsense")))
            .ShouldBeProblem(400, "antiforgery");
        Console.Journal.Current.Operations.ShouldBeEmpty();

        var given = (await App.GetAsync("/antiforgery", A.Operator, ByCookie)).ShouldBe(200);
        var token = ((string)given.Json["headerName"]!, (string)given.Json["token"]!);
        var cookie = ("Cookie", given.Header("Set-Cookie")!.Split(';')[0]);
        (await App.PostAsync(Backups, body, A.Operator, ByCookie, token)).ShouldBeProblem(400, "antiforgery");
        (await App.PostAsync(Backups, body, A.Operator, ByCookie, cookie)).ShouldBeProblem(400, "antiforgery");
        (await App.PostAsync(Backups, body, A.Auditor, ByCookie, cookie, token)).ShouldBeProblem(400, "antiforgery");

        var answer = (await App.PostAsync(Backups, body, A.Operator, ByCookie, cookie, token)).ShouldBe(202);
        await Console.OperationAsync((Guid)answer.Json["id"]!, operation => !operation.IsActive);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryProblemOfOperations_HasAStatusAndARowInTheTable(ProblemKind kind)
    {
        var status = ApiProblems.StatusOf(kind);
        status.ShouldBeInRange(400, 503);
        Documentation.Api.ShouldContain($"| `{ApiProblems.TypeOf(kind)}` | {status} |");
    }

    [Fact]
    public async Task JournalThatCannotBeWritten_SaysWhenToComeBack()
    {
        Console.Log.ErrorsAreExpected = true;
        Console.Storage.RefuseOperations();
        var answer = await App.PostAsync(Backups, """{"slug": "a-one"}""");
        answer.ShouldBeProblem(503, "not-written");
        answer.Header("Retry-After").ShouldBe("30");
    }

    [Fact]
    public async Task StorageLost_WhatIsReadFromIt_SaysSoAndTheCloudIsStillShown()
    {
        Console.Log.ErrorsAreExpected = true;
        Console.Storage.Lose();
        (await App.GetAsync("/operations")).ShouldBeProblem(503, "not-read");
        (await App.GetAsync("/zones")).ShouldBe(200);
        Console.Storage.Recover();
        (await App.GetAsync("/operations")).ShouldBe(200);
    }
}
