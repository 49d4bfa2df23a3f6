using BackupDashboard.Journal;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

/// <summary>What is refused before anything is written or sent.</summary>
public sealed class RequestTests : OperationsTest
{
    [Theory]
    [InlineData(A.Auditor, ProblemKind.NotAllowed)]
    [InlineData("Somebody.Else", ProblemKind.NotFound)]
    public async Task WithoutTheRight_AnyRequest_IsRefusedByTheService(string role, ProblemKind refusal)
    {
        Person = A.Person(role);
        RefusalOf(await StartAsync()).ShouldBe(refusal);
        RefusalOf(await DeleteAsync()).ShouldBe(refusal);
        RefusalOf(await RestoreAsync()).ShouldBe(refusal);
        NothingHappened();
    }

    [Fact]
    public async Task UnknownZone_AnyRequest_IsRefused()
    {
        RefusalOf(await StartAsync(zone: "atlantis")).ShouldBe(ProblemKind.NotFound);
        RefusalOf(await DeleteAsync(zone: "atlantis")).ShouldBe(ProblemKind.NotFound);
        RefusalOf(await RestoreAsync(zone: "atlantis")).ShouldBe(ProblemKind.NotFound);
        NothingHappened();
    }

    [Fact]
    public async Task UnknownThings_AnyRequest_IsRefused()
    {
        Europe.Agents = [A.Box("agent")];
        await Console.PollAsync();
        RefusalOf(await StartAsync("kb-gone")).ShouldBe(ProblemKind.NotFound);
        RefusalOf(await StartAsync("kb-agent")).ShouldBe(ProblemKind.NotFound);
        RefusalOf(await DeleteAsync("gone")).ShouldBe(ProblemKind.NotFound);
        RefusalOf(await RestoreAsync(backup: "gone")).ShouldBe(ProblemKind.NotFound);
        NothingHappened();
    }

    [Fact]
    public async Task BackupRunning_Start_AsksFirst()
    {
        Europe.With(A.Running("b2"));
        await Console.PollAsync();
        RefusalOf(await StartAsync()).ShouldBe(ProblemKind.StillInProgress);
        NothingHappened();
        (await EndAsync(StartAsync(evenIfRunning: true))).State.ShouldBe(OperationState.Succeeded);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Handbook")]
    [InlineData("handbook ")]
    public async Task CompletedBackup_WithoutItsSlug_IsNotDeleted(string? confirmation)
    {
        RefusalOf(await DeleteAsync(confirmation: confirmation)).ShouldBe(ProblemKind.ConfirmationMissing);
        NothingHappened();
    }

    [Fact]
    public async Task UnfinishedBackup_Delete_NeedsNoSlug()
    {
        Europe.With(A.Running("b2"));
        await Console.PollAsync();
        (await EndAsync(DeleteAsync("b2", confirmation: null))).State.ShouldBe(OperationState.Succeeded);
    }

    [Fact]
    public async Task UnfinishedBackup_Restore_IsRefused()
    {
        Europe.With(A.Running("b2"));
        await Console.PollAsync();
        RefusalOf(await RestoreAsync(backup: "b2")).ShouldBe(ProblemKind.StillInProgress);
        NothingHappened();
    }

    [Fact]
    public async Task AccountFull_Restore_IsRefused()
    {
        Nuclia.Account = Nuclia.Account with { CurrentKnowledgeBoxes = 10, MaxKnowledgeBoxes = 10 };
        await Console.PollAccountAsync();
        RefusalOf(await RestoreAsync()).ShouldBe(ProblemKind.LimitReached);
        NothingHappened();
    }

    [Theory]
    [InlineData("Has Blanks", "Title", ProblemKind.SlugInvalid)]
    [InlineData("", "Title", ProblemKind.SlugInvalid)]
    [InlineData("handbook", "Title", ProblemKind.SlugTaken)]
    [InlineData("free", "   ", ProblemKind.Refused)]
    public async Task WrongName_Restore_IsRefused(string slug, string title, ProblemKind problem)
    {
        RefusalOf(await RestoreAsync(slug, title: title)).ShouldBe(problem);
        NothingHappened();
    }

    /// <summary>The journal shows it to others, as the cloud will.</summary>
    [Fact]
    public async Task TitleThatWouldMislead_Restore_IsMadePlain()
    {
        var result = await RestoreAsync(title: " Hand\u202Ekoob\r\n\u0000 two ");
        result.Operation!.NewBox!.Title.ShouldBe("Handkoob two");
        RefusalOf(await RestoreAsync("handbook-3", title: "\u202E\u200B")).ShouldBe(ProblemKind.Refused);
    }

    [Fact]
    public async Task SlugOfAnAgentInAnotherZone_Restore_IsRefused()
    {
        Nuclia.AddZone("america").Agents = [A.Box("helper")];
        await Console.PollAccountAsync();
        await Console.ZoneAsync("america", zone => zone.IsLoaded);
        RefusalOf(await RestoreAsync("helper")).ShouldBe(ProblemKind.SlugTaken);
    }

    [Fact]
    public async Task ZoneNotAsked_Restore_IsRefusedUntilItIsAcceptedByName()
    {
        Nuclia.AddZone("america").FailAll(A.Error());
        await Console.PollAccountAsync();
        await Console.ZoneAsync("america", zone => zone.Failure is not null);

        var refused = await RestoreAsync();
        RefusalOf(refused).ShouldBe(ProblemKind.ZoneNotAsked);
        refused.Problem!.Text.ShouldContain("america");
        RefusalOf(await RestoreAsync(unasked: "europe")).ShouldBe(ProblemKind.ZoneNotAsked);
        NothingHappened();

        (await EndAsync(RestoreAsync(unasked: "america"))).State.ShouldBe(OperationState.Succeeded);
    }

    [Fact]
    public async Task RestoreUnderWay_Delete_IsRefused()
    {
        Europe.Hold(Ask.Restore);
        var restore = await RestoreAsync();
        RefusalOf(await DeleteAsync()).ShouldBe(ProblemKind.RestoreRunning);
        Europe.Release(Ask.Restore);
        await Console.EndedAsync(restore);
    }

    [Fact]
    public async Task DeletionUnderWay_Restore_IsRefused()
    {
        Europe.Hold(Ask.Delete);
        var delete = await DeleteAsync();
        RefusalOf(await RestoreAsync()).ShouldBe(ProblemKind.AlreadyRequested);
        Europe.Release(Ask.Delete);
        await Console.EndedAsync(delete);
    }

    private void NothingHappened()
    {
        Console.Journal.Current.Operations.ShouldBeEmpty();
        Nuclia.Sent.ShouldBeEmpty();
    }
}
