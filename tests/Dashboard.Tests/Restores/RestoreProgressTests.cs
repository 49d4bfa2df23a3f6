using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Restores;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Restores;

public sealed class RestoreProgressTests
{
    private static readonly DateTimeOffset Now = TestClock.Origin;
    private static readonly TimeSpan QuietAfter = TimeSpan.FromMinutes(30);
    private static readonly Counters Some = new(10, 20, 30, 40);

    [Fact]
    public void After_FirstCounters_MovedNow()
    {
        var progress = new RestoreProgress().After(new Counters(0, 0, 0, 0), Now, QuietAfter);
        progress.MovedAt.ShouldBe(Now);
        progress.AsOf.ShouldBe(Now);
        progress.IsQuiet.ShouldBeFalse();
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(30, true)]
    public void After_SameCounters_IsQuietInTime(int minutes, bool quiet)
    {
        var progress = new RestoreProgress().After(Some, Now, QuietAfter).After(Some, Now.AddMinutes(minutes), QuietAfter);
        progress.MovedAt.ShouldBe(Now);
        progress.AsOf.ShouldBe(Now.AddMinutes(minutes));
        progress.IsQuiet.ShouldBe(quiet);
    }

    [Fact]
    public void After_AnyCounterMoved_IsNotQuiet()
    {
        var progress = new RestoreProgress().After(Some, Now, QuietAfter).After(Some with { Sentences = 41 }, Now.AddHours(1), QuietAfter);
        progress.IsQuiet.ShouldBeFalse();
        progress.MovedAt.ShouldBe(Now.AddHours(1));
    }

    [Fact]
    public void After_AFailure_ForgetsIt() =>
        (new RestoreProgress { Failure = A.Error() }).After(Some, Now, QuietAfter).Failure.ShouldBeNull();

    [Theory]
    [InlineData("", "acme", null)]
    [InlineData("https://x.example/{account}/{zone}/{slug}", null, null)]
    [InlineData("https://x.example/{account}/{zone}/{slug}", "a/c", "https://x.example/a%2Fc/europe/handbook-restored")]
    public void AddressOf_ABox_IsFilledInAndEscaped(string template, string? account, string? address) =>
        new RestoresOptions { BoxUrl = template }.AddressOf(account, A.Operation(OperationKind.Restore)).ShouldBe(address);

    [Theory]
    [InlineData("", "Enter a title.")]
    [InlineData("   ", "Enter a title.")]
    [InlineData("Fine", null)]
    public void Title_OfADraft_IsJudged(string title, string? problem) => new RestoreDraft { Title = title }.TitleProblem.ShouldBe(problem);

    [Fact]
    public void Title_TooLong_IsRefused() => new RestoreDraft { Title = new string('x', 501) }.TitleProblem.ShouldNotBeNull();
}
