using BackupDashboard.Fingerprints;
using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Restores;

/// <summary>What a restore would lose or bring back, before it is requested.</summary>
public sealed class RestoreReviewTests : RestorePageTest
{
    [Fact]
    public async Task Original_AgainstTheBackup_IsCompared()
    {
        var before = A.Counters with { Resources = 108 };
        await OpenNameAsync();
        await Console.Get<FingerprintStore>().PutAsync("europe", "b1", _ => A.Fingerprint(before));
        await Screen.UntilAsync(() => !Screen.IsDisabled(ToReview));
        await Screen.ClickAsync(ToReview);
        await Screen.ShowsAsync("+12 resources and ±0 paragraphs since this backup. What came since will not be in the new box;");
    }

    [Theory]
    [InlineData(0, "It holds 120 resources. No resource was added or changed since this backup. What came since")]
    [InlineData(1, "It holds 120 resources. 1 resource was added or changed since this backup. What came since")]
    [InlineData(3100, "It holds 120 resources. 3,100 resources were added or changed since this backup. What came since")]
    public async Task BackupThatWasNotCounted_IsComparedByTheCatalog(long changed, string sentence)
    {
        Europe.Modified = Europe.Modified.SetItem("kb-handbook", changed);
        await OpenReviewAsync();
        await Screen.ShowsAsync(sentence);
    }

    [Fact]
    public async Task CatalogThatCannotBeRead_IsSaidSo_AndHindersNothing()
    {
        Europe.Fail(Ask.Modified, A.Error());
        await OpenReviewAsync();
        await Screen.ShowsAsync("It holds 120 resources. What has changed since this backup is not known.");
        Screen.IsDisabled(Submit).ShouldBeFalse();
    }

    [Fact]
    public async Task OriginalThatIsGone_IsSaidSo()
    {
        Europe.Boxes = [];
        await OpenReviewAsync();
        await Screen.ShowsAsync("It is not listed: as far as is known, its content is in its backups alone.");
    }

    [Fact]
    public async Task OriginalThatCannotBeCounted_IsSaidSo_AndHindersNothing()
    {
        Europe.Fail(Ask.Counters, A.Error());
        await OpenReviewAsync();
        await Screen.ShowsAsync("It could not be counted.");
        Screen.IsDisabled(Submit).ShouldBeFalse();
    }
}
