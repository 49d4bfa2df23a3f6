using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Nuclia;
using static BackupDashboard.Nuclia.NucliaErrorKind;

namespace BackupDashboard.Tests.Contract;

/// <summary>The many ways in which a restore is refused; nothing of them is in doubt.</summary>
public sealed class RestoreRefusalTests(ContractCloud cloud) : IClassFixture<ContractCloud>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UnfinishedBackup_Restore_IsInProgress_Whether409Or429()
    {
        await cloud.CalmAsync();
        await using var nuclia = cloud.Client();
        var backup = await cloud.Sandbox.StartBackupAsync();

        var first = await RefusedAsync(nuclia, backup, "too-early");
        var second = await RefusedAsync(nuclia, backup, "too-early");

        new[] { first.Status, second.Status }.Order().ShouldBe([409, 429]);
        new[] { first.Kind, second.Kind }.ShouldBe([BackupInProgress, BackupInProgress]);
        first.Detail.ShouldContain("still in progress");
        (await cloud.CallsAsync("restore")).ShouldBe(2);
    }

    [Fact]
    public async Task SecondRestore_WhileABoxIsBeingCreated_IsToldSo_UntilItClears()
    {
        await cloud.CalmAsync();
        await using var nuclia = cloud.Client();
        var backup = await cloud.OldBackupAsync();
        (await nuclia.Commands.RestoreBackupAsync(cloud.Zone(), backup, "first-of-two", "First", Ct)).IsSuccess.ShouldBeTrue();

        var refused = await RefusedAsync(nuclia, backup, "second-of-two");
        cloud.Sandbox.Time.Advance(TimeSpan.FromMinutes(1));
        var accepted = await nuclia.Commands.RestoreBackupAsync(cloud.Zone(), backup, "second-of-two", "Second", Ct);

        (refused.Kind, refused.Status).ShouldBe((KnowledgeBoxBeingCreated, 429));
        accepted.IsSuccess.ShouldBeTrue();
    }

    [Theory]
    [InlineData("docs-handbook")]
    [InlineData("support-us")]
    [InlineData("agent-helpdesk")]
    [InlineData("agent-concierge")]
    public async Task SlugTaken_HereElsewhereOrByAnAgent_IsAConflict(string slug)
    {
        await cloud.CalmAsync();
        await using var nuclia = cloud.Client();

        var error = await RefusedAsync(nuclia, await cloud.OldBackupAsync(), slug);

        (error.Kind, error.Status).ShouldBe((Conflict, 409));
        error.Detail.ShouldContain(slug);
    }

    [Theory]
    [InlineData("With Capitals", "Title", "body.slug")]
    [InlineData("dot.ted", "Title", "body.slug")]
    [InlineData("", "Title", "body.slug")]
    [InlineData("line\n", "Title", "body.slug")]
    [InlineData("fine", "", "body.title")]
    public async Task SlugOrTitleAgainstTheRules_Restore_IsInvalidAndNamesTheField(string slug, string title, string field)
    {
        await cloud.CalmAsync();
        await using var nuclia = cloud.Client();

        var error = await RefusedAsync(nuclia, await cloud.OldBackupAsync(), slug, title);

        (error.Kind, error.Status).ShouldBe((Invalid, 422));
        error.Detail.ShouldStartWith(field);
    }

    [Fact]
    public async Task FullAccount_Restore_IsALimitOfThePlan()
    {
        await cloud.CalmAsync();
        await using var nuclia = cloud.Client();
        var backup = await cloud.OldBackupAsync();
        var account = (await nuclia.Reader.GetAccountAsync(Ct)).Value;
        var fillers = new List<string>();
        for (var box = account.CurrentKnowledgeBoxes; box < account.MaxKnowledgeBoxes; box++)
        {
            fillers.Add((await nuclia.Commands.RestoreBackupAsync(cloud.Zone(), backup, $"filler-{box}", "Filler", Ct)).Value);
            cloud.Sandbox.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var error = await RefusedAsync(nuclia, backup, "one-too-many");

        (error.Kind, error.Status).ShouldBe((PaymentRequired, 402));
        // Room again, since the order of the tests is not ours.
        foreach (var filler in fillers)
            await cloud.Sandbox.SendAsync(HttpMethod.Delete, cloud.Sandbox.Account($"/kb/{filler}"));
        (await nuclia.Commands.RestoreBackupAsync(cloud.Zone(), backup, "one-too-many", "Fits", Ct)).IsSuccess.ShouldBeTrue();
    }

    private async Task<NucliaError> RefusedAsync(NucliaHarness nuclia, string backup, string slug, string title = "Title")
    {
        var error = (await nuclia.Commands.RestoreBackupAsync(cloud.Zone(), backup, slug, title, Ct)).Error.ShouldNotBeNull();
        error.MayHaveBeenApplied.ShouldBeFalse();
        return error;
    }
}
