using BackupDashboard.Access;
using BackupDashboard.Notifications;
using BackupDashboard.Schedules;
using BackupDashboard.Shell;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Shell;

/// <summary>What is typed outlives the page, in the tab of the browser. How it does is seen in a browser.</summary>
public sealed class FormGuardTests : PageTest
{
    private const string Back = "This page was loaded again, and what you had typed is back.";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(700);

    private string Key => $"{Actor.From(Person).ObjectId} {Address}";

    [Fact]
    public async Task Typed_IsKept_OncePerChange()
    {
        BrowserAnswers("keepDraft", true);
        await OpenFormAsync("/schedules/new");
        await PassAsync();
        Kept().ShouldBeEmpty("nothing was typed");
        await Screen.TypeAsync("Name", "Half a name");
        await KeptAsync(text => text is not null && text.Contains("Half a name", StringComparison.Ordinal));
        await PassAsync();
        await Screen.TypeAsync("Name", "Half a name, longer");
        await KeptAsync(text => text is not null && text.Contains("longer", StringComparison.Ordinal));
        Kept().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Kept_IsBack_AndSavedAsIfNothingHadHappened()
    {
        Europe.With(A.Box("docs-a"));
        BrowserHas(new ScheduleDraft(), draft =>
        {
            draft.Name = "Half a name";
            draft.Boxes.Add(new("europe", "kb-docs-a", "docs-a"));
        });
        await OpenFormAsync("/schedules/new");
        await Screen.ShowsAsync(Back);
        Screen.Text.ShouldNotContain("Secrets");
        Screen.Value("Name").ShouldBe("Half a name");
        await Screen.ShowsAsync("Backs up 1 knowledge box every day at 02:00 (UTC)");
        await Screen.ClickAsync("Create the schedule");
        await Screen.UntilAsync(() => Address.StartsWith("/schedules/0", StringComparison.Ordinal));
        Console.Journal.Current.Schedules.ShouldHaveSingleItem().Schedule!.Name.ShouldBe("Half a name");
        await Screen.ShowsAsync("Created by");
        await HandledAsync();
        Kept()[^1].ShouldBeNull();
    }

    [Fact]
    public async Task Kept_OnItsWayWhenTheFormIsSaved_IsForgotten()
    {
        Europe.With(A.Box("docs-a"));
        var keeping = BrowserWaits<bool>("keepDraft");
        await OpenFormAsync("/retention/new");
        await Screen.TypeAsync("Name", "Half a name");
        await Screen.TypeAsync("Slug pattern", "docs-*");
        await Screen.ClickAsync("Add the pattern");
        await PassAsync();
        Kept().ShouldHaveSingleItem().ShouldNotBeNull();
        await Screen.ClickAsync("Create the rule");
        await Screen.UntilAsync(() => Address.StartsWith("/retention/0", StringComparison.Ordinal));
        keeping.SetResult(true);
        await HandledAsync();
        Kept()[^1].ShouldBeNull();
    }

    [Fact]
    public async Task Kept_OfWhatIsNoLongerThere_IsRefusedInWords()
    {
        BrowserHas(new ChannelDraft(), draft => draft.Name = "Mine", seen: Guid.CreateVersion7());
        await OpenFormAsync("/notifications/channels/new");
        await Screen.ShowsAsync($"{Back} Secrets are never kept: type them again.");
        await Screen.ClickAsync("Save the changes");
        await Screen.ShowsAsync("There is no such channel.");
        Screen.Value("Name").ShouldBe("Mine");
        Console.Journal.Current.Channels.ShouldBeEmpty();
    }

    [Fact]
    public async Task Kept_CanBeDiscarded()
    {
        BrowserHas(new RouteDraft(), draft => draft.Name = "Half a name");
        await OpenFormAsync("/notifications/routes/new");
        await Screen.ShowsAsync(Back);
        BrowserAnswers("draft", "");
        await Screen.ClickAsync("Discard it");
        await Screen.ShowsNotAsync(Back);
        Screen.Value("Name").ShouldBe("");
        await HandledAsync();
        Kept()[^1].ShouldBeNull();
        await GoAsync("/boxes");
        await Screen.UntilAsync(() => Address == "/boxes");
    }

    [Fact]
    public async Task Kept_GoesWithLeaving()
    {
        await OpenFormAsync("/retention/new");
        var key = Key;
        await Screen.TypeAsync("Name", "Half a name");
        await KeptAsync(text => text is not null);
        await GoAsync("/boxes");
        await Screen.ShowsAsync("Leave without saving?");
        await Screen.ClickAsync("Leave");
        await Screen.UntilAsync(() => !Screen.HasField("Name"));
        Address.ShouldBe("/boxes");
        BrowserCalls("keepDraft")[^1].ShouldBe([key, null]);
    }

    [Fact]
    public async Task BrowserThatKeepsNothing_IsAskedAgain_AndNothingElse()
    {
        BrowserHasGone("draft");
        await OpenFormAsync("/schedules/new");
        await Screen.TypeAsync("Name", "Half a name");
        await PassAsync();
        Kept().Count.ShouldBe(1);
        await PassAsync();
        Kept().Count.ShouldBe(2);
        Screen.Value("Name").ShouldBe("Half a name");
    }

    private List<object?> Kept() => [.. BrowserCalls("keepDraft").Select(call => call[1])];

    private async Task PassAsync()
    {
        await Clock.PassAsync(Pause);
        await HandledAsync();
    }

    /// <summary>What is to be done by now. It renders nothing that could be waited for.</summary>
    private Task HandledAsync() => Renderer.Dispatcher.InvokeAsync(() => { });

    private async Task KeptAsync(Func<string?, bool> isSo)
    {
        await PassAsync();
        isSo((string?)Kept()[^1]).ShouldBeTrue();
        BrowserCalls("keepDraft")[^1][0].ShouldBeOfType<string>().ShouldStartWith(Actor.From(Person).ObjectId);
    }

    private async Task OpenFormAsync(string form)
    {
        SignIn(A.Person(A.Administrator, A.Operator));
        await OpenAsync(form);
        await Screen.UntilAsync(() => Screen.HasField("Name"));
    }

    /// <summary>As another circuit left it.</summary>
    private void BrowserHas<TDraft>(TDraft draft, Action<TDraft> type, Guid? seen = null)
        where TDraft : class
    {
        BrowserAnswers("keepDraft", true);
        var form = new Form<TDraft>(draft, seen);
        type(draft);
        BrowserAnswers("draft", form.Write());
    }
}
