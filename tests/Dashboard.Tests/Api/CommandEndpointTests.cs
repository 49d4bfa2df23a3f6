using System.Net.Http.Headers;
using BackupDashboard.Journal;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Api;

public sealed class CommandEndpointTests : ApiTest
{
    private const string Backups = "/zones/europe/backups";

    public static TheoryData<string> MalformedBodies => new(
        "", "{", "null", "[]", "\"text\"", """{"knowledgeBoxId": 7}""", """{"knowledgeBoxId": "kb-a-one", "colour": "red"}""",
        """{"knowledgeBoxId": "kb-a-one", "evenIfRunning": "yes"}""", """{"knowledgeBoxId": "kb-a-one", "evenIfRunning": null}""",
        """{"knowledgeBoxId": "kb-a-one", "knowledgeBoxId": "kb-b-one"}""", "{}", """{"knowledgeBoxId": "kb-a-one", "slug": "a-one"}""",
        """{"slug": ""}""", """{"slug": "a-one"} trailing""", "{\"slug\": \"a-one\"}\u0000");

    [Theory]
    [InlineData("""{"knowledgeBoxId": "kb-a-one"}""")]
    [InlineData("""{"slug": "a-one", "evenIfRunning": false}""")]
    public async Task Start_IsAccepted_AndItsOperationFollowed(string body)
    {
        var answer = (await App.PostAsync(Backups, body, TeamA)).ShouldBe(202);
        var id = (Guid)answer.Json["id"]!;
        answer.Header("Location").ShouldBe($"/api/v1/operations/{id}");
        var ended = await Console.OperationAsync(id, operation => !operation.IsActive);
        ended.State.ShouldBe(OperationState.Succeeded);
        ended.Via.ShouldBe(OperationVia.Api);
        App.Nuclia.Sent.ShouldBe(["create europe kb-a-one"]);

        var operation = (await App.GetAsync($"/operations/{id}", TeamA)).ShouldBe(200).Json;
        ((string?)operation["state"]).ShouldBe("succeeded");
        ((string?)operation["via"]).ShouldBe("api");
        ((string?)operation["resultId"]).ShouldBe(ended.UpstreamId);
        ((string?)operation["requestedBy"]!["name"]).ShouldBe("Ada");
        ((string?)operation["requestedAt"]).ShouldEndWith("Z");
    }

    [Theory]
    [MemberData(nameof(MalformedBodies))]
    public async Task BodyThatMakesNoSense_IsRefusedAndNamed(string body)
    {
        var problem = (await App.PostAsync(Backups, body)).ShouldBeProblem(400, "invalid-body");
        problem["errors"]!.AsObject().Count.ShouldBe(1);
        problem.ToJsonString().ShouldNotContain("BackupDashboard.Api");
        NothingHappened();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=nonsense")]
    [InlineData(null)]
    public async Task BodyOfAnotherKind_IsRefused(string? type)
    {
        var content = new ByteArrayContent("""{"slug": "a-one"}"""u8.ToArray());
        if (type is not null)
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        var answer = await App.SendAsync(new HttpRequestMessage(HttpMethod.Post, ApiApp.Of(Backups)) { Content = content });
        answer.ShouldBeProblem(415, "unsupported-media-type");
        NothingHappened();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BodyThatIsTooLong_IsRefused(bool chunked)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, ApiApp.Of(Backups))
        {
            Content = new StringContent($$"""{"slug": "{{new string('x', 100_000)}}"}""", null, "application/json"),
        };
        request.Headers.TransferEncodingChunked = chunked;
        (await App.SendAsync(request)).ShouldBeProblem(413, "too-large");
    }

    [Theory]
    [InlineData("""{"knowledgeBoxId": "kb-b-one"}""", """{"knowledgeBoxId": "kb-b-two"}""")]
    [InlineData("""{"slug": "b-one"}""", """{"slug": "b-two"}""")]
    public async Task ForeignBox_AnswersAsAWrongOneDoes(string foreign, string wrong)
    {
        var one = await App.PostAsync(Backups, foreign, TeamA);
        one.ShouldBeProblem(404, "not-found");
        one.Body.ShouldBe((await App.PostAsync(Backups, wrong, TeamA)).Body);
        (await App.PostAsync("/zones/america/backups", foreign, TeamA)).ShouldBeProblem(404, "not-found");
        NothingHappened();
    }

    [Theory]
    [InlineData("b1")]
    [InlineData("nonsense")]
    public async Task ForeignBackup_AnswersAsAWrongIdDoes(string id)
    {
        (await App.DeleteAsync($"{Backups}/{id}?confirmation=b-one", TeamA)).ShouldBeProblem(404, "not-found");
        (await App.PostAsync($"{Backups}/{id}/restore", """{"slug": "new", "title": "New"}""", TeamA)).ShouldBeProblem(404, "not-found");
        NothingHappened();
    }

    [Fact]
    public async Task WithoutTheRight_EveryCommand_IsForbidden()
    {
        (await App.PostAsync(Backups, """{"slug": "a-one"}""", A.Auditor)).ShouldBeProblem(403, "not-allowed");
        (await App.DeleteAsync($"{Backups}/a1?confirmation=a-one", A.Auditor)).ShouldBeProblem(403, "not-allowed");
        (await App.PostAsync($"{Backups}/a1/restore", """{"slug": "new", "title": "New"}""", A.Auditor))
            .ShouldBeProblem(403, "not-allowed");
        NothingHappened();
    }

    [Fact]
    public async Task SameTargetTwice_NamesTheOperationInTheWay()
    {
        Europe.Hold(Ask.Create);
        var first = await App.PostAsync(Backups, """{"slug": "a-one"}""");
        var second = (await App.PostAsync(Backups, """{"slug": "a-one"}""")).ShouldBeProblem(409, "already-requested");
        ((string?)second["operationId"]).ShouldBe((string?)first.Json["id"]);
        await EndAsync(first, Ask.Create);
    }

    [Fact]
    public async Task BackupInProgress_IsRefusedUnlessItIsMeant()
    {
        Europe.With(A.Running("a2", "a-one"));
        await Console.PollAsync();
        (await App.PostAsync(Backups, """{"slug": "a-one"}""")).ShouldBeProblem(409, "still-in-progress");
        await EndAsync(await App.PostAsync(Backups, """{"slug": "a-one", "evenIfRunning": true}"""));
    }

    [Theory]
    [InlineData("", 422, "confirmation-missing")]
    [InlineData("?confirmation=A-one", 422, "confirmation-missing")]
    [InlineData("?confirm=a-one", 400, "invalid-parameters")]
    [InlineData("?confirmation=a-one&confirmation=a-one", 400, "invalid-parameters")]
    public async Task DeleteWithoutItsConfirmation_IsRefused(string query, int status, string type)
    {
        (await App.DeleteAsync($"{Backups}/a1{query}")).ShouldBeProblem(status, type);
        NothingHappened();
    }

    [Fact]
    public async Task Delete_IsAccepted()
    {
        var operation = await EndAsync(await App.DeleteAsync($"{Backups}/a1?confirmation=a-one", TeamA));
        (operation.Kind, operation.State, operation.Via).ShouldBe((OperationKind.Delete, OperationState.Succeeded, OperationVia.Api));
    }

    [Fact]
    public async Task Restore_IsAccepted()
    {
        var operation = await EndAsync(await App.PostAsync($"{Backups}/a1/restore", """{"slug": "new", "title": " New box "}""", TeamA));
        (operation.Kind, operation.State, operation.Via).ShouldBe((OperationKind.Restore, OperationState.Succeeded, OperationVia.Api));
        App.Nuclia.Sent.ShouldBe(["restore europe a1 new 'New box'"]);
    }

    [Theory]
    [InlineData("""{"title": "New"}""", 400, "invalid-body")]
    [InlineData("""{"slug": "new"}""", 400, "invalid-body")]
    [InlineData("""{"slug": "new", "title": " "}""", 400, "invalid-body")]
    [InlineData("""{"slug": null, "title": "New"}""", 400, "invalid-body")]
    [InlineData("""{"slug": "new", "title": "New", "acceptUnaskedZones": [null]}""", 400, "invalid-body")]
    [InlineData("""{"slug": "new", "title": "New", "acceptUnaskedZones": "europe"}""", 400, "invalid-body")]
    [InlineData("""{"slug": "Not A Slug", "title": "New"}""", 422, "slug-invalid")]
    [InlineData("""{"slug": "c-one", "title": "New"}""", 409, "slug-taken")]
    public async Task RestoreUnderAWrongName_IsRefused(string body, int status, string type)
    {
        var problem = (await App.PostAsync($"{Backups}/a1/restore", body, TeamA)).ShouldBeProblem(status, type);
        problem.ToJsonString().ShouldNotContain("america");
        NothingHappened();
    }

    [Fact]
    public async Task TooLongTitle_IsRefused()
    {
        var problem = (await App.PostAsync($"{Backups}/a1/restore", $$"""{"slug": "new", "title": "{{new string('x', 501)}}"}"""))
            .ShouldBeProblem(400, "invalid-body");
        problem["errors"]!["title"].ShouldNotBeNull();
    }

    private void NothingHappened()
    {
        Console.Journal.Current.Operations.ShouldBeEmpty();
        App.Nuclia.Sent.ShouldBeEmpty();
    }

    private Task<Operation> EndAsync(Answer accepted, Ask? held = null)
    {
        var id = (Guid)accepted.ShouldBe(202).Json["id"]!;
        if (held is { } ask)
            Europe.Release(ask);
        return Console.OperationAsync(id, operation => !operation.IsActive);
    }
}
