using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Restores;

/// <summary>From the backup to the review.</summary>
public sealed class RestoreWizardTests : RestorePageTest
{
    [Fact]
    public async Task Backup_Completed_IsShownWithTheRoomLeft()
    {
        Nuclia.Account = Nuclia.Account with { CurrentKnowledgeBoxes = 3 };
        await OpenWizardAsync();
        await Screen.ShowsAsync("Room in the account 7 more knowledge boxes (3 of 10 in use)");
        Screen.Text.ShouldContain("Knowledge box The handbook handbook");
        Screen.Text.ShouldContain("The original box and the backup stay untouched.");
        Screen.IsDisabled(ToName).ShouldBeFalse();
    }

    [Fact]
    public async Task Backup_Unfinished_CanNotBeChosenUntilItFinishes()
    {
        Europe.Backups = [A.Running()];
        await OpenWizardAsync();
        await Screen.ShowsAsync("This backup has not finished, so there is nothing complete to restore.");
        Screen.IsDisabled(ToName).ShouldBeTrue();
        await ClickHeaderAsync("Name");
        Screen.HasField("Slug").ShouldBeFalse();

        Europe.Finish("b1", TestClock.Origin);
        await Console.PollAsync();
        await Screen.UntilAsync(() => !Screen.IsDisabled(ToName));
        Screen.Alerts.ShouldBeEmpty();
    }

    /// <summary>A person who is fast does not wait for the check, which a click makes at once.</summary>
    [Theory]
    [InlineData("handbook-again", true)]
    [InlineData("handbook", false)]
    public async Task Next_ClickedBeforeThePauseIsOver_LeadsOnWhereTheSlugIsFree(string slug, bool leadsOn)
    {
        await OpenNameAsync();
        await Screen.UntilAsync(() => !Screen.IsDisabled(ToReview));
        await Screen.TypeAsync("Slug", slug);
        await Screen.ShowsAsync("Checking every zone");
        await Screen.ClickAsync(ToReview);
        await Screen.UntilAsync(() => Screen.HasButton(leadsOn ? Submit : ToReview));
        Screen.HasField("Slug").ShouldBe(!leadsOn);
    }

    [Fact]
    public async Task Account_Full_IsSaidBeforeAndStops()
    {
        Nuclia.Account = Nuclia.Account with { CurrentKnowledgeBoxes = 10 };
        await OpenWizardAsync();
        await Screen.ShowsAsync("the account has no room for it");
        Screen.IsDisabled(ToName).ShouldBeTrue();
    }

    [Fact]
    public async Task Account_WithoutLimit_SaysSo()
    {
        Nuclia.Account = Nuclia.Account with { MaxKnowledgeBoxes = null };
        await OpenWizardAsync();
        await Screen.ShowsAsync("Room in the account no limit");
    }

    [Fact]
    public async Task Name_Opened_ProposesAFreeSlugAndATitle()
    {
        Europe.With(A.Box("handbook-restored"));
        await OpenNameAsync();
        Screen.Value("Slug").ShouldBe("handbook-restored-2");
        Screen.Value("Title").ShouldBe("The handbook (restored)");
        await Screen.ShowsAsync("is free in every zone.");
        Screen.IsDisabled(ToReview).ShouldBeFalse();
    }

    [Fact]
    public async Task Name_OfABoxWithTheLongestTitle_ProposesOneThatMayBeUsed()
    {
        Europe.Backups = [A.Backup() with { KnowledgeBox = A.Reference(A.Box("handbook", new string('A', 10_000))) }];
        await OpenNameAsync();
        await Screen.ShowsAsync("is free in every zone.");
        Screen.Value("Title").Length.ShouldBe(500);
        Screen.IsDisabled(ToReview).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Has-Capitals", "'H' cannot be used")]
    [InlineData("käse", "'ä' cannot be used")]
    [InlineData("", "Enter a slug.")]
    public async Task Slug_WrongForm_IsSaidWithTheKey(string slug, string problem)
    {
        await OpenNameAsync();
        await Screen.TypeAsync("Slug", slug);
        await Screen.ShowsAsync(problem);
        Screen.IsDisabled(ToReview).ShouldBeTrue();
        Screen.Text.ShouldNotContain("Checking every zone");
    }

    [Fact]
    public async Task Slug_Taken_IsSaidAfterThePauseWithAProposal()
    {
        Nuclia.AddZone("america").Agents = [A.Box("helper")];
        await OpenNameAsync();
        await Screen.TypeAsync("Slug", "helper");
        await Screen.ShowsAsync("Checking every zone");

        await Clock.WaiterAsync(Pause, Pause);
        Clock.Advance(Pause - TimeSpan.FromMilliseconds(1));
        Screen.Text.ShouldContain("Checking every zone");
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Screen.ShowsAsync("'helper' is already in use.");
        Screen.IsDisabled(ToReview).ShouldBeTrue();

        await Screen.ClickAsync("Use helper-2");
        await Clock.PassAsync(Pause);
        await Screen.ShowsAsync("is free in every zone.");
        Screen.Value("Slug").ShouldBe("helper-2");
    }

    [Fact]
    public async Task Slug_KeysInARow_AreCheckedOnceAfterTheLast()
    {
        await OpenNameAsync();
        await Screen.TypeAsync("Slug", "handboo");
        await Clock.WaiterAsync(Pause, Pause);
        Clock.Advance(TimeSpan.FromMilliseconds(200));
        await Screen.TypeAsync("Slug", "handbook");
        await Clock.WaiterAsync(Pause, Pause);
        Clock.Advance(TimeSpan.FromMilliseconds(200));
        Screen.Text.ShouldContain("Checking every zone");
        Clock.Advance(TimeSpan.FromMilliseconds(100));
        await Screen.ShowsAsync("'handbook' is already in use.");
    }

    [Fact]
    public async Task Slug_TakenWhileOneLooks_IsSaidWithoutAKey()
    {
        await OpenNameAsync();
        await Screen.ShowsAsync("is free in every zone.");
        Europe.With(A.Box("handbook-restored"));
        await Console.PollAsync();
        await Screen.ShowsAsync("'handbook-restored' is already in use.");
        Screen.IsDisabled(ToReview).ShouldBeTrue();
    }

    [Fact]
    public async Task Slug_LeftWhileChecking_ChecksNoMore()
    {
        await OpenNameAsync();
        await Screen.TypeAsync("Slug", "another");
        await Clock.WaiterAsync(Pause, Pause);
        await Screen.TypeAsync("Slug", "handbook-restored");
        await GoAsync("/not-found");
        await Screen.ShowsAsync("There is no such page");
        Clock.Waiting().ShouldNotContain(Pause);
        Console.Zone("europe").Subscribers.ShouldBe(0);
    }

    /// <summary>
    /// Between a key and the answer to it, what stands below the field is about another slug: it names the one that it is about.
    /// </summary>
    [Fact]
    public async Task Slug_TypedAnew_HasNoVerdictOfTheOneBefore()
    {
        await OpenNameAsync();
        await Screen.ShowsAsync("'handbook-restored' is free in every zone.");
        await Screen.TypeAsync("Slug", "another");
        Screen.Text.ShouldNotContain("is free in every zone.");
        await Clock.PassAsync(Pause);
        await Screen.ShowsAsync("'another' is free in every zone.");
    }

    [Fact]
    public async Task Title_OfWhichNothingCanBeSeen_CanNotGoOn()
    {
        await OpenNameAsync();
        await Screen.TypeAsync("Title", "\u3164\u2800");
        await Screen.ShowsAsync("Enter a title of which something can be seen.");
        Screen.IsDisabled(ToReview).ShouldBeTrue();
    }

    [Fact]
    public async Task Title_Empty_CanNotGoOn()
    {
        await OpenNameAsync();
        await Screen.TypeAsync("Title", "  ");
        await Screen.ShowsAsync("Enter a title.");
        Screen.IsDisabled(ToReview).ShouldBeTrue();
    }

    [Fact]
    public async Task ZoneNotAsked_Slug_NamesItAndMustBeAccepted()
    {
        Nuclia.AddZone("america").FailAll(A.Error());
        await OpenNameAsync();
        await Screen.ShowsAsync("'handbook-restored' is free as far as is known, but america could not be asked.");
        Screen.IsDisabled(ToReview).ShouldBeTrue();

        await Screen.CheckAsync("Continue without checking america", true);
        await Screen.UntilAsync(() => !Screen.IsDisabled(ToReview));
        await Screen.ClickAsync(ToReview);
        await Screen.ShowsAsync("Not asked whether the slug is free: america");
        await SubmitAsync();
        await Screen.ShowsAsync("Content is arriving");
    }

    [Fact]
    public async Task ZoneNotAsked_AnotherSlug_MustBeAcceptedAnew()
    {
        Nuclia.AddZone("america").FailAll(A.Error());
        await OpenNameAsync();
        await Screen.CheckAsync("Continue without checking america", true);
        await Screen.UntilAsync(() => !Screen.IsDisabled(ToReview));
        await TypeSlugAsync("another");
        await Screen.ShowsAsync("america could not be asked.");
        Screen.IsDisabled(ToReview).ShouldBeTrue();
    }

    [Fact]
    public async Task Review_Shown_SaysWhatWillHappen()
    {
        await OpenReviewAsync();
        Screen.Text.ShouldContain("Into the new box The handbook (restored) handbook-restored");
        Screen.Text.ShouldContain("The original knowledge box and the backup stay untouched.");
        Screen.Text.ShouldContain("The cloud does not say when it is complete.");
    }

    [Fact]
    public async Task Back_FromReview_KeepsWhatWasTyped()
    {
        await OpenNameAsync();
        await Screen.TypeAsync("Title", "Mine");
        await TypeSlugAsync("mine");
        await Screen.UntilAsync(() => !Screen.IsDisabled(ToReview));
        await Screen.ClickAsync(ToReview);
        await Screen.UntilAsync(() => Screen.HasButton(Submit));
        await Screen.ClickAsync("Back");
        await Screen.UntilAsync(() => Screen.HasField("Slug"));
        Screen.Value("Slug").ShouldBe("mine");
        Screen.Value("Title").ShouldBe("Mine");
    }

    [Theory]
    [InlineData("Name")]
    [InlineData("Review")]
    [InlineData("Progress")]
    public async Task Header_ClickedAhead_DoesNotSkip(string header)
    {
        Europe.Backups = [A.Running()];
        await OpenWizardAsync();
        await Screen.ShowsAsync("Room in the account");
        await ClickHeaderAsync(header);
        Screen.HasButton(ToName).ShouldBeTrue();
    }

    [Fact]
    public async Task Header_ClickedFromName_DoesNotReachProgress()
    {
        await OpenNameAsync();
        await TypeSlugAsync("handbook");
        await Screen.ShowsAsync("'handbook' is already in use.");
        await ClickHeaderAsync("Review");
        await ClickHeaderAsync("Progress");
        Screen.HasField("Slug").ShouldBeTrue();
        await ClickHeaderAsync("Backup");
        await Screen.UntilAsync(() => Screen.HasButton(ToName));
    }

    [Fact]
    public async Task Auditor_Wizard_CanNotBegin()
    {
        SignIn(A.Auditor);
        await OpenWizardAsync();
        await Screen.ShowsAsync("Room in the account");
        Screen.IsDisabled(ToName).ShouldBeTrue();
        Screen.Reason(ToName).ShouldBe("You do not have the right 'Restore'");
    }

    private Task ClickHeaderAsync(string title) => Screen.StepAsync(title);
}
