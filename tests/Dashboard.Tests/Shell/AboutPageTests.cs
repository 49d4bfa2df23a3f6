using BackupDashboard.Storage;
using BackupDashboard.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Tests.Shell;

public sealed class AboutPageTests : PageTest
{
    [Fact]
    public async Task Administrator_SeesVersionTokenAndTeams()
    {
        SignIn(A.Administrator);
        Nuclia.TokenExpiresAt = TestClock.Origin.AddDays(30);
        await OpenAsync("/about");
        await Screen.ShowsAsync("1 Apr 2026, 11:00:00 (2026-04-01 09:00:00 UTC)");
        Screen.Text.ShouldContain("Version 1.");
        Screen.Text.ShouldContain("Acme (acme)");
        Screen.Rows.Count.ShouldBe(5);
        Screen.Row("docs-*").ShouldContain("View, Backup, Restore, Delete, Plan, Approve All docs-* docs-…");
        Screen.HasLink("About this dashboard").ShouldBeTrue();
    }

    [Fact]
    public async Task Token_ThatSaysNothing_IsSaid()
    {
        SignIn(A.Administrator);
        await OpenAsync("/about");
        await Screen.ShowsAsync("Not known: neither the token nor the cloud says");
    }

    [Fact]
    public async Task OneOfSeveral_SaysWhoIsActive_AndThatNoneCouldTakeOver()
    {
        Services.AddSingleton(Options.Create(new ClusterOptions { Address = "http://10.0.3.11:8080" }));
        SignIn(A.Administrator);
        await OpenAsync("/about");
        await Screen.ShowsAsync("Active dashboard http://10.0.3.11:8080 Standing by None, so no other one could take over");
    }

    [Theory]
    [InlineData(A.Operator)]
    [InlineData(A.Docs)]
    [InlineData(A.Auditor)]
    public async Task Others_SeeNothingOfIt(string role)
    {
        SignIn(role);
        Nuclia.TokenExpiresAt = TestClock.Origin.AddDays(30);
        await OpenAsync("/about");
        await Screen.ShowsAsync("This page is for administrators");
        Screen.Text.ShouldNotContain("Apr 2026");
        Screen.HasLink("About this dashboard").ShouldBeFalse();
    }
}
