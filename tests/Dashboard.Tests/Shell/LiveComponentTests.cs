using BackupDashboard.Shell;

namespace BackupDashboard.Tests.Shell;

public sealed class LiveComponentTests
{
    /// <summary>What awaits a database that is not in the process goes on after the page was left.</summary>
    [Fact]
    public async Task Disposal_AfterThePageWasLeft_CanBeReadAndIsOver()
    {
        var page = new Page { Loggers = Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance };
        page.Token.IsCancellationRequested.ShouldBeFalse();
        await page.DisposeAsync();
        page.Token.IsCancellationRequested.ShouldBeTrue();
    }

    private sealed class Page : LiveComponent
    {
        public CancellationToken Token => Disposal;
    }
}
