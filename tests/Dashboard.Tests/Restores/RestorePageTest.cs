using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Restores;

/// <summary>A zone with one completed backup, and the way through the wizard.</summary>
public abstract class RestorePageTest : PageTest
{
    protected const string ToName = "Next: name the new box";
    protected const string ToReview = "Next: review";
    protected const string Submit = "Start the restore";
    protected static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    protected RestorePageTest() => Europe.With(A.Box()).With(A.Backup());

    protected Task OpenWizardAsync() => OpenAsync("/zones/europe/restore/b1");

    protected async Task OpenNameAsync()
    {
        await OpenWizardAsync();
        await Screen.ShowsAsync("Room in the account");
        await Screen.ClickAsync(ToName);
        await Screen.UntilAsync(() => Screen.HasField("Slug"));
    }

    protected async Task OpenReviewAsync()
    {
        await OpenNameAsync();
        await Screen.UntilAsync(() => !Screen.IsDisabled(ToReview));
        await Screen.ClickAsync(ToReview);
        await Screen.UntilAsync(() => Screen.HasButton(Submit));
    }

    protected async Task SubmitAsync()
    {
        // What was read before is then older than the last check.
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Screen.ClickAsync(Submit);
    }

    /// <summary>Types a slug and lets the pause pass, after which it is looked for in every zone.</summary>
    protected async Task TypeSlugAsync(string slug)
    {
        await Screen.TypeAsync("Slug", slug);
        await Clock.PassAsync(Pause);
    }
}
