namespace BackupDashboard.Tests.Sandbox;

public sealed class CloudWitnessTests
{
    [Fact]
    public async Task Commands_AreWrittenDownWithTheirTargetAndWhatWasDecided()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var box = (await cloud.BoxAsync("docs-handbook")).Text("id");

        var backup = await cloud.FinishedBackupAsync();
        await cloud.RestoreAsync(backup, "docs-again");
        await cloud.RestoreAsync(backup, "docs-once-more");
        await cloud.SendAsync(HttpMethod.Delete, cloud.Account($"/backup/{backup}"));
        await cloud.SendAsync(HttpMethod.Delete, cloud.Account($"/backup/{backup}"));

        (await CommandsAsync(cloud)).ShouldBe(
        [
            $"create {box} 201", "restore docs-again 201", "restore docs-once-more 429", $"delete {backup} 204", $"delete {backup} 404",
        ]);
        await cloud.SendAsync(HttpMethod.Delete, cloud.Global("/sandbox/commands"));
        (await CommandsAsync(cloud)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("applied-then-reset", "201")]
    [InlineData("malformed", "201")]
    [InlineData("drip", "201")]
    [InlineData("reset", "-")]
    [InlineData("html", "-")]
    public async Task Command_HitByAFault_TellsWhetherItWasCarriedOut(string kind, string decided)
    {
        await using var cloud = await CloudSandbox.StartAsync();
        var box = (await cloud.BoxAsync("docs-handbook")).Text("id");
        await cloud.FaultAsync(new { operation = "create", kind, delayMs = kind == "drip" ? 0 : (int?)null });

        var answer = cloud.PostAsync(cloud.Account("/backups"), new { kb_id = box });
        await Task.WhenAny(answer);

        (await CommandsAsync(cloud)).ShouldBe([$"create {box} {decided}"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"kb_id\": 7}")]
    [InlineData("{\"kb_id")]
    [InlineData("{\"kb_id\": \"\\ud800\"}")]
    public async Task Command_ThatNamesNoTarget_IsWrittenDownAllTheSame(string body)
    {
        await using var cloud = await CloudSandbox.StartAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        await cloud.PostAsync(cloud.Account("/backups"), content);

        (await CommandsAsync(cloud)).ShouldBe(["create - 422"]);
    }

    [Fact]
    public async Task Command_WithoutToken_IsWrittenDownAsRefused()
    {
        await using var cloud = await CloudSandbox.StartAsync();
        cloud.Http.DefaultRequestHeaders.Authorization = null;

        await cloud.SendAsync(HttpMethod.Delete, cloud.Account($"/backup/{CloudSandbox.UnknownId}"));

        (await CommandsAsync(cloud)).ShouldBe([$"delete {CloudSandbox.UnknownId} 401"]);
    }

    private static async Task<IReadOnlyList<string>> CommandsAsync(CloudSandbox cloud) =>
        [.. (await cloud.GetAsync(cloud.Global("/sandbox/commands"))).EnumerateArray().Select(command =>
            $"{command.Text("operation")} {command.GetProperty("target").GetString() ?? "-"} {Status(command)}")];

    private static string Status(System.Text.Json.JsonElement command) =>
        command.IsNull("status") ? "-" : command.GetProperty("status").GetRawText();
}
