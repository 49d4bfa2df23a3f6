using BackupDashboard.Journal;
using BackupDashboard.Restores;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Restores;

public sealed class RestoreDraftTests
{
    [Theory]
    [InlineData("", "acme", null)]
    [InlineData("https://x.example/{account}/{zone}/{slug}", null, null)]
    [InlineData("https://x.example/{account}/{zone}/{slug}", "a/c", "https://x.example/a%2Fc/europe/handbook-restored")]
    public void AddressOf_ABox_IsFilledInAndEscaped(string template, string? account, string? address) =>
        new RestoresOptions { BoxUrl = template }.AddressOf(account, A.Operation(OperationKind.Restore)).ShouldBe(address);
}
