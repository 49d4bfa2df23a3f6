using System.Security.Claims;
using BackupDashboard.Layout;
using BackupDashboard.Tests.Shared;
using Bunit;

namespace BackupDashboard.Tests.Access;

public sealed class CircuitPageTests : PageTest
{
    [Fact]
    public async Task NobodysCircuit_ShowsNothingAndIsLeft()
    {
        SignIn(new ClaimsPrincipal(new ClaimsIdentity()));

        var page = await DrawAsync<Routes>();

        page.WaitForAssertion(() => JSInterop.Invocations["location.replace"].ShouldHaveSingleItem().Arguments.ShouldBe(["/signed-out"]));
        page.Find("main").TextContent.Trim().ShouldBeEmpty();
    }

    [Fact]
    public async Task PersonWithoutATeam_IsTold_AndStays()
    {
        SignIn("Somebody.Else");

        var page = await DrawAsync<Routes>();

        page.WaitForAssertion(() => page.Markup.ShouldContain("may not see backups"));
        JSInterop.Invocations["location.replace"].ShouldBeEmpty();
    }
}
