using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Restores;

/// <summary>What was entered stands in the address: it survives a reload, a restart of the server and the browser's Back.</summary>
public sealed class RestoreDraftPageTests : RestorePageTest
{
    private const string Wizard = "/zones/europe/restore/b1";

    [Fact]
    public async Task Steps_OneAfterTheOther_StandInTheAddress()
    {
        await OpenReviewAsync();
        Address.ShouldBe($"{Wizard}?step=3&slug=handbook-restored&title=The%20handbook%20(restored)");
        await Screen.ClickAsync("Back");
        await Screen.UntilAsync(() => Screen.HasField("Slug"));
        Address.ShouldStartWith($"{Wizard}?step=2");
    }

    /// <summary>A browser tells of each navigation a moment later: of one to the step that was left, as if it were Back.</summary>
    [Fact]
    public async Task Next_AfterTyping_NavigatesOnceAndKeepsWhatWasTypedInTheStepBefore()
    {
        await OpenNameAsync();
        await TypeSlugAsync("mine");
        var before = Navigation.Count;
        await Screen.ClickAsync(ToReview);
        await Screen.UntilAsync(() => Screen.HasButton(Submit));
        Navigation.Count.ShouldBe(before + 1);
        Address.ShouldStartWith($"{Wizard}?step=3&slug=mine");
        JSInterop.Invocations.Last(call => call.Identifier == "showAddress").Arguments
            .ShouldBe([$"{Wizard}?step=2&slug=mine&title=The%20handbook%20(restored)"]);
    }

    [Fact]
    public async Task Typed_AfterAPause_StandsInTheAddress()
    {
        await OpenNameAsync();
        await TypeSlugAsync("mine");
        await Screen.TypeAsync("Title", "My box");
        await Clock.PassAsync(TimeSpan.FromMilliseconds(500));
        JSInterop.Invocations.Last(call => call.Identifier == "showAddress").Arguments
            .ShouldBe([$"{Wizard}?step=2&slug=mine&title=My%20box"]);
        Screen.Value("Slug").ShouldBe("mine");
    }

    [Fact]
    public async Task Address_OpenedAgain_ShowsStepAndDraft()
    {
        await OpenAsync($"{Wizard}?step=3&slug=mine&title=My%20box");
        await Screen.UntilAsync(() => Screen.HasButton(Submit));
        Screen.Text.ShouldContain("My box");
        Screen.Text.ShouldContain("mine");
    }

    [Fact]
    public async Task Address_WithASlugThatIsTaken_ShowsTheNameAndWhy()
    {
        await OpenAsync($"{Wizard}?step=3&slug=handbook&title=My%20box");
        await Screen.UntilAsync(() => Screen.HasField("Slug"));
        Screen.Value("Title").ShouldBe("My box");
        Screen.IsDisabled(ToReview).ShouldBeTrue();
    }

    [Theory]
    [InlineData("?step=4&slug=mine&title=x")]
    [InlineData("?step=99999999999&slug=mine&title=x")]
    [InlineData("?step=-1&slug=mine&title=x")]
    [InlineData("?step=2")]
    [InlineData("?step=two&slug=&title=")]
    public async Task Address_OfAnyStep_OpensTheWizard(string query)
    {
        await OpenAsync(Wizard + query);
        await Screen.ShowsAsync("Restore handbook");
        Screen.Text.ShouldNotContain("Something went wrong");
        Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Back_InTheBrowser_IsAStepBackWithWhatWasTyped()
    {
        await OpenNameAsync();
        await TypeSlugAsync("mine");
        await Screen.UntilAsync(() => !Screen.IsDisabled(ToReview));
        await Screen.ClickAsync(ToReview);
        await Screen.UntilAsync(() => Screen.HasButton(Submit));
        await GoAsync($"{Wizard}?step=2&slug=mine&title=The%20handbook%20(restored)");
        await Screen.UntilAsync(() => Screen.HasField("Slug"));
        Screen.Value("Slug").ShouldBe("mine");
        await GoAsync(Wizard);
        await Screen.UntilAsync(() => Screen.HasButton(ToName));
    }

    [Fact]
    public async Task Restore_ThatWasStarted_LeavesNoDraftInTheAddress()
    {
        await OpenReviewAsync();
        await SubmitAsync();
        await Screen.UntilAsync(() => Address.StartsWith($"{Wizard}?operation=", StringComparison.Ordinal));
        Navigation.Uri.ShouldNotContain("slug=");
    }

    /// <summary>Someone in a hurry who clicks beside the wizard.</summary>
    [Fact]
    public async Task Leaving_AfterTypingAName_AsksFirst()
    {
        await OpenNameAsync();
        await TypeSlugAsync("mine");
        var leaving = GoAsync("/boxes");
        await Screen.ShowsAsync("Leave this restore?");
        JSInterop.Invocations.Last(call => call.Identifier == "showAddress").Arguments
            .ShouldBe([$"{Wizard}?step=2&slug=mine&title=The%20handbook%20(restored)"]);
        await Screen.ClickAsync("Stay");
        await leaving;
        await Screen.UntilAsync(() => !Screen.Text.Contains("Leave this restore?", StringComparison.Ordinal));
        Address.ShouldStartWith(Wizard);
        Screen.Value("Slug").ShouldBe("mine");
    }

    [Fact]
    public async Task Leaving_WithNothingTyped_DoesNotAsk()
    {
        await OpenReviewAsync();
        await GoAsync("/boxes");
        await Screen.UntilAsync(() => Address == "/boxes");
    }
}
