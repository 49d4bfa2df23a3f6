using System.Security.Claims;
using BackupDashboard.Tests.Shared;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace BackupDashboard.Tests.Shell;

public sealed class MainLayoutTests : PageTest
{
    [Fact]
    public async Task Console_Opened_ShowsAccountZonesAndPerson()
    {
        Nuclia.AddZone("america");
        await OpenAsync("/");
        await Screen.UntilAsync(() => Screen.All("nav a").Any(link => link.GetAttribute("href") == "/zones/america"));
        Screen.Text.ShouldContain("BackupDashboard Acme");
        Screen.HasButton("Signed in as Ada Operator").ShouldBeTrue();
        Screen.Link("Skip to the content").GetAttribute("href")!.ShouldEndWith("#content");
    }

    [Fact]
    public async Task Menu_ZoneComesAndGoes_Follows()
    {
        await OpenAsync("/not-found");
        var asia = Nuclia.AddZone("asia");
        await LookAtAccountAsync();
        await Screen.UntilAsync(() => Screen.HasLink("asia"));
        asia.IsListed = false;
        await LookAtAccountAsync();
        await LookAtAccountAsync();
        await Screen.UntilAsync(() => Screen.HasLink("asia (no longer listed)") && !Screen.HasLink("asia"));
    }

    [Fact]
    public async Task Zones_InWhateverOrderTheyAreTold_AreInOneOrderEverywhere()
    {
        Nuclia.AddZone("asia");
        Nuclia.AddZone("america");
        await OpenAsync("/");
        await Screen.UntilAsync(() => Screen.All("nav a[href^='/zones/']").Count == 3 && Screen.All("h2 a").Count == 3);
        Screen.All("nav a[href^='/zones/']").Select(link => link.TextContent.Trim()).ShouldBe(["america", "asia", "europe"]);
        Screen.All("h2 a").Select(link => link.TextContent.Trim()).ShouldBe(["america", "asia", "europe"]);
    }

    [Fact]
    public async Task Menu_NoZoneToView_SaysSo()
    {
        SignIn();
        await OpenAsync("/");
        await Screen.ShowsAsync("You are signed in, but may not see backups");
        Screen.Text.ShouldContain("None that you can view.");
    }

    [Fact]
    public async Task Menu_AccountNotReadable_SaysSo()
    {
        Nuclia.Fail(Ask.Account, A.Error());
        await OpenAsync("/not-found");
        await Screen.ShowsAsync("Not known: the account cannot be read.");
    }

    [Fact]
    public async Task UserMenu_Opened_OffersToSignOut()
    {
        await OpenAsync("/");
        await Screen.UntilAsync(() => Screen.HasButton("Signed in as Ada Operator") && Screen.HasButton("Sign out"));
        await Screen.ShowsAsync("ada@example.com");
        Screen.Button("Sign out").Closest("form")!.GetAttribute("action").ShouldBe("/sign-out");
    }

    [Theory]
    [InlineData("Europe/Amsterdam", "2 Mar 2026, 10:00:00")]
    [InlineData("Asia/Tokyo", "2 Mar 2026, 18:00:00")]
    [InlineData("Mars/Olympus", "2 Mar 2026, 09:00:00")]
    [InlineData(null, "2 Mar 2026, 09:00:00")]
    public async Task BrowserTellsItsZone_Times_AreInIt(string? zone, string asOf)
    {
        BrowserAnswers("timeZone", zone);
        await OpenAsync("/");
        await Screen.ShowsAsync($"As of {asOf}");
    }

    [Fact]
    public async Task Theme_ChosenEarlier_IsUsed()
    {
        BrowserAnswers<string?>("theme", "Dark");
        await OpenAsync("/");
        IsDark.ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Theme_NeverChosen_FollowsTheSystem(bool isDark)
    {
        JSInterop.Setup<bool>("mudThemeProvider.isDarkMode", _ => true).SetResult(isDark);
        await OpenAsync("/");
        IsDark.ShouldBe(isDark);
    }

    [Fact]
    public async Task Theme_ChosenFromTheMenu_IsUsedAndKept()
    {
        await OpenAsync("/");
        IsDark.ShouldBeFalse();
        await Screen.ClickAsync("Dark");
        await Screen.UntilAsync(() => IsDark);
        JSInterop.Invocations.ShouldContain(call => call.Identifier == "keepTheme" && (string?)call.Arguments[0] == "Dark");
    }

    [Fact]
    public async Task PageThrows_Layout_StaysAndOffersThePageAgain()
    {
        // No one is signed in like this; the service that journals who asked says so by throwing.
        SignIn(new ClaimsPrincipal(new ClaimsIdentity([new Claim("roles", A.Operator)], "test", "name", "roles")));
        Console.Log.ErrorsAreExpected = true;
        Europe.With(A.Box()).With(A.Backup());
        await OpenAsync("/zones/europe/restore/b1");
        foreach (var button in new[] { "Next: name the new box", "Next: review", "Start the restore" })
        {
            await Screen.UntilAsync(() => Screen.HasButton(button) && !Screen.IsDisabled(button));
            await Screen.ClickAsync(button);
        }

        await Screen.ShowsAsync("Something went wrong on this page");
        Screen.HasLink("europe").ShouldBeTrue();
        Nuclia.Sent.ShouldBeEmpty();
        await Screen.ClickAsync("Show the page again");
        await Screen.ShowsAsync("Step 3 of 4: review");
    }

    [Fact]
    public async Task DialogThrows_Console_SaysSoAndIsShownAgain()
    {
        Console.Log.ErrorsAreExpected = true;
        await OpenAsync("/");
        await Renderer.Dispatcher.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<Broken>());
        await Screen.ShowsAsync("Something went wrong in the console");
        await Screen.ClickAsync("Show it again");
        await Screen.ShowsAsync("Overview");
    }

    /// <summary>That nothing was logged is what every page test checks at its end.</summary>
    [Theory]
    [InlineData("Blazor._internal.domWrapper.focusBySelector")]
    [InlineData("keepTheme")]
    public async Task BrowserGone_WhateverStillAsksIt_IsNoMistake(string function)
    {
        BrowserHasGone(function);
        await OpenAsync("/");
        if (function == "keepTheme")
            await Screen.ClickAsync("Dark");

        JSInterop.Invocations.ShouldContain(call => call.Identifier == function);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/zones/europe")]
    [InlineData("/zones/europe/restore/b1")]
    public async Task WithoutAnyRight_EveryPage_SaysWhatToAskFor(string address)
    {
        SignIn("Somebody.Else");
        Europe.With(A.Backup());
        await OpenAsync(address);
        await Screen.ShowsAsync("You are signed in, but may not see backups");
        Screen.Text.ShouldContain(A.Auditor);
        Screen.Text.ShouldNotContain("handbook");
        Screen.HasButton("Sign out").ShouldBeTrue();
    }

    [Fact]
    public async Task UnknownAddress_Opened_SaysSo()
    {
        await OpenAsync("/nowhere/at/all");
        await Screen.ShowsAsync("There is no such page");
    }

    private bool IsDark =>
        Screen.All("style").Any(style => style.TextContent.Contains("--mud-native-html-color-scheme: dark", StringComparison.Ordinal));

    /// <summary>A dialog, as one with a mistake in it would be.</summary>
    private sealed class Broken : ComponentBase
    {
        protected override void OnParametersSet() => throw new InvalidOperationException("A mistake.");
    }

    private Task LookAtAccountAsync() => Console.PollAccountAsync();
}
