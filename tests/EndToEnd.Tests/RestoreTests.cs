using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

public sealed class RestoreTests(World world) : ConsoleTest(world)
{
    private RestorePage Restore => new(Page);

    [Theory]
    [InlineData("docs-spanish", "docs-spanish-2")]
    [InlineData("agent-router", "agent-router-2")]
    public async Task SlugOfAnotherZone_IsTyped_IsRefusedAndAFreeOneProposed(string taken, string proposal)
    {
        await OpenAsync(Sydney);
        await Restore.ToName.ClickAsync();
        await Restore.Slug.FillAsync(taken);

        await Expect(Page.GetByText($"'{taken}' is already in use.")).ToBeVisibleAsync();
        await Expect(Restore.ToReview).ToBeDisabledAsync();

        await Restore.Use(proposal).ClickAsync();
        await Expect(Restore.Slug).ToHaveValueAsync(proposal);
        await Expect(Restore.Free(proposal)).ToBeVisibleAsync();
        await Expect(Restore.ToReview).ToBeEnabledAsync();
    }

    [Fact]
    public async Task Draft_AfterAReloadAndBack_IsThere()
    {
        var box = await Cloud.SeedBoxAsync(Sydney);
        await SignInAsync(People.Operator, RestorePage.Of(Sydney, (await Cloud.BackupsAsync(Sydney, box)).Single().Id));
        await Restore.ToName.ClickAsync();
        await Restore.Slug.FillAsync("kept-in-the-address");
        await Page.WaitForURLAsync("**slug=kept-in-the-address**");
        await Page.ReloadAsync();
        await Expect(Restore.Slug).ToHaveValueAsync("kept-in-the-address");
        await Restore.ToReview.ClickAsync();
        await Expect(Restore.Submit).ToBeEnabledAsync();
        await Page.GoBackAsync();
        await Expect(Restore.Slug).ToHaveValueAsync("kept-in-the-address");
        await Page.GoBackAsync();
        await Expect(Restore.ToName).ToBeVisibleAsync();
    }

    /// <summary>Someone in a hurry who clicks beside the wizard, stays, leaves after all, and then did not mean it.</summary>
    [Fact]
    public async Task HalfFilled_IsLeft_AsksAndBackBringsEverythingBack()
    {
        const string slug = "left-by-mistake";
        await OpenAsync(Sydney);
        await Restore.ToName.ClickAsync();
        await Restore.Slug.FillAsync(slug);
        await Page.WaitForURLAsync($"**slug={slug}**");
        await Page.ReloadAsync();
        await Expect(Restore.Slug).ToHaveValueAsync(slug);
        await Restore.ToReview.ClickAsync();
        await Expect(Restore.Submit).ToBeEnabledAsync();

        await Restore.ToBackups.ClickAsync();
        await Expect(Restore.Stay).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Restore.Stay).ToHaveCountAsync(0);
        await Restore.ToBackups.ClickAsync();
        await Restore.Leave.ClickAsync();
        await Expect(new ZonePage(Page).StartButton).ToBeVisibleAsync();

        await Page.GoBackAsync();
        await Expect(Restore.Submit).ToBeEnabledAsync();
        await Page.GoBackAsync();
        await Expect(Restore.Slug).ToHaveValueAsync(slug);
        await Page.GoBackAsync();
        await Expect(Restore.ToName).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SlugOfWrongForm_IsTyped_SaysWhichCharacter()
    {
        await OpenAsync(Sydney);
        await Restore.ToName.ClickAsync();
        await Restore.Slug.FillAsync("Résumés");

        await Expect(Page.GetByText("'R' cannot be used")).ToBeVisibleAsync();
        await Expect(Restore.ToReview).ToBeDisabledAsync();
    }

    [Fact]
    public async Task SlugTakenAfterReview_Submit_LeadsBackToTheSlugWithAProposal()
    {
        const string slug = "race-lost";
        var backup = await OpenAsync(Sydney);
        await Restore.ReviewAsync(slug);
        await Cloud.RestoreAsync(Sydney, backup, slug);
        await Restore.Submit.ClickAsync();

        await Expect(Restore.Alert).ToContainTextAsync("The restore was not started");
        await Expect(Restore.Slug).ToHaveValueAsync(slug);
        await Restore.Use($"{slug}-2").ClickAsync();
        await Restore.ToReview.ClickAsync();
        await Restore.Submit.ClickAsync();
        await Expect(Restore.Progress).ToContainTextAsync("Content is arriving");
    }

    [Fact]
    public async Task SlugThatOnlyTheCloudKnowsIsTaken_Submit_LeadsBackToTheSlugWithAProposal()
    {
        const string slug = "invisible-conflict";
        await OpenAsync(Sydney);
        await Cloud.FaultAsync(new { zone = Sydney, operation = "restore", kind = "status", status = 409, times = 1 });
        await Restore.ReviewAsync(slug);
        await Restore.Submit.ClickAsync();

        await Expect(Restore.Alert).ToContainTextAsync($"'{slug}' was taken in the meantime");
        await Expect(Restore.Slug).ToHaveValueAsync(slug);
        await Expect(Restore.Use($"{slug}-2")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task AnotherBoxIsBeingCreated_Submit_WaitsVisiblyThenGoesOn()
    {
        var backup = await OpenAsync(Sydney);
        await Restore.ReviewAsync("second-in-line");
        await Cloud.SpeedAsync(SandboxCloud.Frozen);
        await Cloud.RestoreAsync(Sydney, backup, "first-in-line");
        await Restore.Submit.ClickAsync();

        await Expect(Restore.Progress).ToContainTextAsync("Waiting. The cloud is creating another knowledge box");
        await Cloud.SpeedAsync(SandboxCloud.Instant);
        await Expect(Restore.Progress).ToContainTextAsync("Content is arriving");
    }

    [Fact]
    public async Task UnfinishedBackup_Restore_IsRefusedWithTheReasonUntilItHasFinished()
    {
        await Cloud.SpeedAsync(SandboxCloud.Frozen);
        var box = await Cloud.SeedBoxAsync(Ohio, backups: 0);
        var backup = await Cloud.StartBackupAsync(Ohio, box);
        await SignInAsync(People.Operator, ZonePage.Of(Ohio, box.Slug));
        var row = new ZonePage(Page).Row(box.Slug);
        await Expect(row.GetByRole(AriaRole.Button, new() { Name = "Restore" })).ToBeDisabledAsync();
        await Expect(row.GetByTitle("It has not finished, so there is nothing complete to restore")).ToBeVisibleAsync();

        await Page.GotoAsync(RestorePage.Of(Ohio, backup));
        await Expect(Restore.Alert).ToContainTextAsync("This backup has not finished");
        await Expect(Restore.ToName).ToBeDisabledAsync();
        await Restore.Step("Name").ClickAsync(new() { Force = true });
        await Expect(Restore.Step("Backup")).ToHaveAttributeAsync("aria-selected", "true");

        await Cloud.FinishAsync(backup);
        await Expect(Restore.ToName).ToBeEnabledAsync();
    }

    [Fact]
    public async Task RestoreUnderWay_AddressIsOpenedAgain_ShowsTheSameRestore()
    {
        await OpenAsync(Sydney);
        await Restore.ReviewAsync("found-again");
        await Restore.Submit.ClickAsync();
        await Expect(Restore.Progress).ToContainTextAsync("Content is arriving");

        await Page.ReloadAsync();
        await Expect(Restore.Progress).ToContainTextAsync("Content is arriving");
        await Expect(Page.GetByText("found-again").First).ToBeVisibleAsync();
    }

    /// <summary>The wizard for the only backup of a knowledge box that no one else uses.</summary>
    private async Task<string> OpenAsync(string zone)
    {
        var box = await Cloud.SeedBoxAsync(zone);
        var backup = (await Cloud.BackupsAsync(zone, box)).Single();
        await SignInAsync(People.Operator, RestorePage.Of(zone, backup.Id));
        return backup.Id;
    }
}
