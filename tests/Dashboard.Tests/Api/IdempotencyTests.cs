using BackupDashboard.Journal;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Api;

[StorageSuite]
public sealed class IdempotencyTests : ApiTest
{
    private const string Backups = "/zones/europe/backups";
    private const string Start = """{"slug": "a-one"}""";
    private static readonly (string, string) Key = ("Idempotency-Key", "release-42");

    [Theory]
    [InlineData("POST", Backups, Start)]
    [InlineData("POST", Backups + "/a1/restore", """{"slug": "new", "title": "New"}""")]
    [InlineData("DELETE", Backups + "/a1?confirmation=a-one", null)]
    public async Task SameKeyManyTimesAtOnce_WritesOneOperation(string method, string path, string? body)
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => method == "POST"
                ? App.PostAsync(path, body, A.Operator, Key) : App.DeleteAsync(path, A.Operator, Key)));
        foreach (var answer in answers)
            answer.ShouldBe(202);
        await EndAsync(answers[0]);
        answers.Select(answer => (string?)answer.Json["id"]).Distinct().ShouldHaveSingleItem();
        Console.Journal.Current.Operations.ShouldHaveSingleItem();
        App.Nuclia.Sent.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task SameKeyAfterTheEnd_IsTheSameOperation()
    {
        var first = await App.PostAsync(Backups, Start, A.Operator, Key);
        await EndAsync(first);
        var second = (await App.PostAsync(Backups, """  { "evenIfRunning" : false, "slug":"a-one" } """, A.Operator, Key)).ShouldBe(202);
        second.Header("Location").ShouldBe(first.Header("Location"));
        ((string?)second.Json["state"]).ShouldBe("succeeded");
    }

    [Fact]
    public async Task SameKeyAfterARestart_IsTheSameOperation()
    {
        using var storage = new TestStorage();
        string? location;
        await using (var before = new ApiApp(storage, Arrange))
        {
            await before.StartAsync();
            var first = (await before.PostAsync(Backups, Start, A.Operator, Key)).ShouldBe(202);
            location = first.Header("Location");
            await before.Console.OperationAsync((Guid)first.Json["id"]!, operation => !operation.IsActive);
        }

        await using var after = new ApiApp(storage, Arrange);
        await after.StartAsync();
        (await after.PostAsync(Backups, Start, A.Operator, Key)).ShouldBe(202).Header("Location").ShouldBe(location);
        (await after.PostAsync(Backups, """{"slug": "b-one"}""", A.Operator, Key)).ShouldBeProblem(422, "other-request");
        after.Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task SameKeyForSomethingElse_IsRefused()
    {
        await EndAsync(await App.PostAsync(Backups, Start, A.Operator, Key));
        (await App.PostAsync(Backups, """{"slug": "b-one"}""", A.Operator, Key)).ShouldBeProblem(422, "other-request");
        (await App.PostAsync(Backups, """{"slug": "a-one", "evenIfRunning": true}""", A.Operator, Key))
            .ShouldBeProblem(422, "other-request");
        (await App.PostAsync("/zones/america/backups", Start, A.Operator, Key)).ShouldBeProblem(422, "other-request");
        (await App.DeleteAsync(Backups + "/a1?confirmation=a-one", A.Operator, Key)).ShouldBeProblem(422, "other-request");
        (await App.PostAsync(Backups + "/a1/restore", """{"slug": "new", "title": "New"}""", A.Operator, Key))
            .ShouldBeProblem(422, "other-request");
        Console.Journal.Current.Operations.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task DeletionsOfTwoBackupsUnderOneKey_AreTwoRequests()
    {
        await EndAsync(await App.DeleteAsync(Backups + "/a1?confirmation=a-one", A.Operator, Key));
        (await App.DeleteAsync(Backups + "/b1?confirmation=b-one", A.Operator, Key)).ShouldBeProblem(422, "other-request");
        (await App.DeleteAsync(Backups + "/a1?confirmation=a-one", A.Operator, Key)).ShouldBe(202);
        Console.Journal.Current.Operations.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task SameKeyOfSomebodyElse_IsAnotherRequest()
    {
        await EndAsync(await App.PostAsync(Backups, Start, A.Operator, Key));
        var request = new HttpRequestMessage(HttpMethod.Post, ApiApp.Of(Backups))
        {
            Content =
            new StringContent("""{"slug": "b-one"}""", null, "application/json")
        };
        request.Headers.Add(Key.Item1, Key.Item2);
        await EndAsync(await App.SendAsync(request, A.Operator, "Grace"));
        Console.Journal.Current.Operations.Count.ShouldBe(2);
    }

    [Fact]
    public async Task SameKeyOfAnOperationThatIsOutOfSightMeanwhile_TellsNothingOfIt()
    {
        await EndAsync(await App.PostAsync(Backups, Start, A.Operator, Key));
        (await App.PostAsync(Backups, Start, A.Docs, Key)).ShouldBeProblem(422, "other-request");
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(200, true)]
    [InlineData(201, false)]
    [InlineData(0, false)]
    public async Task Key_HasALength(int length, bool fits) => await CheckAsync(new string('k', length), fits);

    [Theory]
    [InlineData("has blanks", false)]
    [InlineData("tab\there", false)]
    [InlineData("!\"#~", true)]
    public async Task Key_IsVisibleAscii(string key, bool fits) => await CheckAsync(key, fits);

    [Fact]
    public async Task TwoKeys_AreNone() =>
        (await App.PostAsync(Backups, Start, A.Operator, Key, ("Idempotency-Key", "other"))).ShouldBeProblem(400, "idempotency-key");

    private async Task CheckAsync(string key, bool fits)
    {
        var answer = await App.PostAsync(Backups, Start, A.Operator, ("Idempotency-Key", key));
        if (fits)
            await EndAsync(answer);
        else
            answer.ShouldBeProblem(400, "idempotency-key");
    }

    private Task<Operation> EndAsync(Answer accepted) =>
        Console.OperationAsync((Guid)accepted.ShouldBe(202).Json["id"]!, operation => !operation.IsActive);
}
