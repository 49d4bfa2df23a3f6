using BackupDashboard.Tests.Shared;
using Bunit;

namespace BackupDashboard.Tests.Backups;

/// <summary>Under a pointer that rests on the table no other row comes to lie.</summary>
public sealed class RestingPointerTests : PageTest
{
    public RestingPointerTests() => Europe.With(A.Box("alpha"), A.Box("beta"))
        .With(A.Backup("a1", "alpha", TestClock.Origin.AddDays(-1)), A.Backup("b1", "beta", TestClock.Origin.AddDays(-2)));

    [Fact]
    public async Task NewBackups_OfOthers_WaitUntilTheyAreWanted()
    {
        await OpenWithPointerAsync();
        Europe.With(A.Running("x1", "alpha"), A.Running("x2", "beta"));
        await Console.PollAsync();
        await Screen.ShowsAsync("2 new backups, show");
        Screen.Rows.Count.ShouldBe(2);
        Screen.Rows[0].ShouldContain("alpha");
        await Screen.ClickAsync("2 new backups, show");
        await Screen.UntilAsync(() => Screen.Rows.Count == 4);
        Screen.HasButton("2 new backups, show").ShouldBeFalse();
    }

    [Fact]
    public async Task NewBackups_WhenThePointerLeaves_Appear()
    {
        await OpenWithPointerAsync();
        Europe.With(A.Running("x1", "alpha"));
        await Console.PollAsync();
        await Screen.ShowsAsync("1 new backup, show");
        await Screen.DoAsync(() => Screen.All(".backups-grid")[0].PointerLeaveAsync(new()));
        await Screen.UntilAsync(() => Screen.Rows.Count == 3);
    }

    [Fact]
    public async Task BackupThatIsGone_KeepsItsRow_WithoutActions()
    {
        await OpenWithPointerAsync();
        Europe.Remove("a1");
        await Console.PollAsync();
        await Console.PollAsync();
        await Screen.ShowsAsync("No longer listed");
        Screen.Rows.Count.ShouldBe(2);
        Screen.IsDisabled("Delete alpha of 1 Mar 2026, 10:00:00").ShouldBeTrue();
        await Screen.DoAsync(() => Screen.All(".backups-grid")[0].PointerLeaveAsync(new()));
        await Screen.UntilAsync(() => Screen.Rows.Count == 1);
    }

    [Fact]
    public async Task ChangeOfAShownBackup_IsShownAtOnce()
    {
        Europe.With(A.Running("x1", "alpha"));
        await OpenWithPointerAsync();
        Europe.Finish("x1", TestClock.Origin);
        await Console.PollAsync();
        await Screen.UntilAsync(() => Screen.Rows.All(row => row.Contains("Completed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task OwnBackup_Appears()
    {
        await OpenWithPointerAsync();
        await Screen.ClickAsync("Start a backup");
        await Screen.UntilAsync(() => Screen.Dialog is not null);
        await Screen.TypeAsync("Knowledge box", "alpha");
        await Clock.PassAsync(TimeSpan.FromMilliseconds(100));
        await Screen.UntilAsync(() => Screen.Options.Any(option => option.Contains("alpha", StringComparison.Ordinal)));
        await Screen.ChooseAsync("alpha");
        await Screen.ClickAsync("Start the backup");
        await Screen.UntilAsync(() => Screen.Rows.Count == 3);
    }

    [Fact]
    public async Task OtherView_Chosen_IsShownAtOnce()
    {
        await OpenWithPointerAsync();
        await Screen.ClickAsync("Knowledge box");
        await Screen.UntilAsync(() => Address == "/zones/europe?sort=Box");
    }

    private async Task OpenWithPointerAsync()
    {
        await OpenAsync("/zones/europe");
        await Screen.UntilAsync(() => Screen.Rows.Count > 1);
        await Screen.DoAsync(() => Screen.All(".backups-grid")[0].PointerEnterAsync(new()));
    }
}
