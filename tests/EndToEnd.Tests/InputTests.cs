using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>A message larger than the server takes ends a connection: no field lets one be made.</summary>
public sealed class InputTests(World world) : ConsoleTest(world)
{
    private static readonly string Flood = new('a', 60_000);

    private ZonePage Zone => new(Page);

    private RestorePage Restore => new(Page);

    [Fact]
    public async Task SixtyKilobytes_PastedIntoTheSearch_AreCutAndThePageLives()
    {
        await SignInAsync(People.Operator, $"/zones/{Sydney}");
        await Expect(Zone.Rows.First).ToBeVisibleAsync();
        await PasteAsync(Zone.Search);
        await Expect(Page.GetByText("No backup matches these filters.")).ToBeVisibleAsync();
        await Zone.Search.FillAsync("");
        await Expect(Zone.Rows.First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SixtyKilobytes_PastedIntoTheSlug_AreJudgedAndNotCalledFree()
    {
        var box = await Cloud.SeedBoxAsync(Sydney);
        var backup = (await Cloud.BackupsAsync(Sydney, box)).Single();
        await SignInAsync(People.Operator, RestorePage.Of(Sydney, backup.Id));
        await Restore.ToName.ClickAsync();
        var proposed = Restore.Free($"{box.Slug}-restored");
        await Expect(proposed).ToBeVisibleAsync();
        await PasteAsync(Restore.Slug);
        await Expect(proposed).ToBeHiddenAsync();
        await Expect(Restore.ToReview).ToBeDisabledAsync();

        await Restore.Slug.FillAsync("short-again");
        await Expect(Restore.Free("short-again")).ToBeVisibleAsync();
    }

    /// <summary>As a person pastes: into the field that has the focus, in place of what stands there.</summary>
    private async Task PasteAsync(ILocator field)
    {
        await field.FocusAsync();
        await field.SelectTextAsync();
        await Page.EvaluateAsync("text => document.execCommand('insertText', false, text)", Flood);
    }
}
