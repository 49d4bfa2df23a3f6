using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Api;

[StorageSuite]
public sealed class OperationEndpointTests : ApiTest
{
    private protected override void Arrange(RunningConsole console)
    {
        base.Arrange(console);
        console.Set("Operations:DeleteGrace", "00:10:00");
    }

    [Fact]
    public async Task Operations_AreListedNewestFirst_AsFarAsTheyMayBeViewed()
    {
        var a = await DeleteAsync("a");
        Console.Clock.Advance(TimeSpan.FromSeconds(1));
        var b = await DeleteAsync("b");

        await ListIsAsync("", A.Auditor, b, a);
        await ListIsAsync("", TeamA, a);
        await ListIsAsync("?zone=europe&kind=delete&state=scheduled", TeamB, b);
        await ListIsAsync("?kind=restore", A.Auditor);
        await ListIsAsync("?state=cancelled", A.Auditor);
        await ListIsAsync("?zone=america", A.Auditor);
        await ListIsAsync("?pageSize=1&page=2", A.Auditor, a);
        await ListIsAsync("?pageSize=1&page=3", A.Auditor);
        var page = await App.GetAsync("/operations?pageSize=1", A.Auditor);
        ((int)page.Json["total"]!).ShouldBe(2);
        page.Header("Link").ShouldBe("</api/v1/operations?pageSize=1&page=2>; rel=\"next\"");
    }

    [Theory]
    [InlineData("state=done", "state")]
    [InlineData("kind=Delete", "kind")]
    [InlineData("page=0&pageSize=0", "page pageSize")]
    [InlineData("person=me", "person")]
    [InlineData("zone=", "zone")]
    public async Task WrongParameters_AreEachNamed(string query, string names)
    {
        var problem = (await App.GetAsync("/operations?" + query)).ShouldBeProblem(400, "invalid-parameters");
        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe(names.Split(' '), ignoreOrder: true);
    }

    [Fact]
    public async Task ForeignOperation_AnswersAsAWrongIdDoes()
    {
        var id = await DeleteAsync("b");
        var foreign = await App.GetAsync($"/operations/{id}", TeamA);
        foreign.ShouldBeProblem(404, "not-found");
        foreign.Body.ShouldBe((await App.GetAsync($"/operations/{Guid.NewGuid()}", TeamA)).Body);
        foreign.Body.ShouldBe((await App.GetAsync("/operations/nonsense", TeamA)).Body);
        foreign.Body.ShouldBe((await App.PostAsync($"/operations/{id}/cancel", null, TeamA)).Body);
        foreign.Body.ShouldBe((await App.PostAsync("/operations/nonsense/cancel", null, TeamA)).Body);
    }

    [Fact]
    public async Task Cancel_UndoesOnce()
    {
        var id = await DeleteAsync("a");
        (await App.PostAsync($"/operations/{id}/cancel", null, A.Auditor)).ShouldBeProblem(403, "not-allowed");
        var cancelled = (await App.PostAsync($"/operations/{id}/cancel", null, TeamA)).ShouldBe(200);
        ((string?)cancelled.Json["state"]).ShouldBe("cancelled");
        ((string?)cancelled.Json["decision"]!["by"]!["name"]).ShouldBe("Ada");
        var late = (await App.PostAsync($"/operations/{id}/cancel", null, TeamA)).ShouldBeProblem(409, "too-late");
        ((Guid?)late["operationId"]).ShouldBe(id);
        App.Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task KnownOperation_IsNotSentAgain()
    {
        var id = await DeleteAsync("a");
        var first = await App.GetAsync($"/operations/{id}");
        (await App.GetAsync($"/operations/{id}", headers: ("If-None-Match", first.Header("ETag")!))).ShouldBe(304);
    }

    [Fact]
    public async Task ProblemOfAnOperation_HasTheTypesOfProblems()
    {
        Europe.Fail(Ask.Create, A.Error());
        var started = (await App.PostAsync("/zones/europe/backups", """{"slug": "a-one"}""")).ShouldBe(202);
        await Console.OperationAsync((Guid)started.Json["id"]!, operation => !operation.IsActive);
        var problem = (await App.GetAsync($"/operations/{started.Json["id"]}")).Json["problem"]!;
        ((string?)problem["type"]).ShouldBe("urn:backup-dashboard:problem:zone-unreachable");
        ((string?)problem["detail"]).ShouldNotBeNullOrEmpty();
    }

    private async Task<Guid> DeleteAsync(string team)
    {
        var answer = await App.DeleteAsync($"/zones/europe/backups/{team}1?confirmation={team}-one", "Team." + team.ToUpperInvariant());
        return (Guid)answer.ShouldBe(202).Json["id"]!;
    }

    private async Task ListIsAsync(string query, string role, params Guid[] expected)
    {
        var answer = (await App.GetAsync("/operations" + query, role)).ShouldBe(200);
        answer.Json["items"]!.AsArray().Select(item => (Guid)item!["id"]!).ShouldBe(expected, query);
    }
}
