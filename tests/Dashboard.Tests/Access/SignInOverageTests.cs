using BackupDashboard.Access;
using BackupDashboard.Sandbox.Identity;
using BackupDashboard.Tests.Sandbox;

namespace BackupDashboard.Tests.Access;

public sealed class SignInOverageTests : SignInTest
{
    [Fact]
    public async Task TooManyGroups_AndNoRoleOfATeam_IsRefusedWithThatReason()
    {
        App.Change("Priya Raman", one => one with { Overage = true });

        await App.SignInAsync(Browser, "Priya Raman");

        Browser.Location.PathAndQuery.ShouldBe("/sign-in-failed?reason=too-many-groups");
        Browser.Cookies.GetCookies(App.Address).ShouldNotContain(cookie => cookie.Name == "BackupDashboard");
        (await App.StoredSessionsAsync()).ShouldBeEmpty();
        App.Logs.All.ShouldContain("(overage), and no app role of theirs is a team's");
    }

    [Fact]
    public async Task TooManyGroups_WithTheRoleOfATeam_IsLetInAndToldOnce()
    {
        App.Change("Mateo Quispe", one => one with { Overage = true });

        await App.SignInAsync(Browser, "Mateo Quispe", "/operators");
        await App.SignOutAsync(Browser);
        await App.SignInAsync(Browser, "Mateo Quispe", "/operators");

        Browser.Text.ShouldBe("operators");
        App.Logs.All.Split('\n').Count(line => line.Contains(" 1112 ", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task TooManyGroups_AfterSigningIn_LosesTheGroupsAndStaysSignedIn()
    {
        var person = await App.PersonAsync(Browser, "Priya Raman");
        person.HasClaim("groups", IdentityServer.SupportGroupId).ShouldBeTrue();
        App.Change("Priya Raman", one => one with { Overage = true });

        var now = await App.Sessions.ConfirmAsync(person, TestContext.Current.CancellationToken);

        var confirmed = now.ShouldBeOfType<Confirmation.Confirmed>().Person;
        confirmed.HasClaim(claim => claim.Type == "groups").ShouldBeFalse();
        GroupOverage.Concerns(confirmed).ShouldBeTrue();
        await App.Sessions.ConfirmAsync(confirmed, TestContext.Current.CancellationToken);
        App.Logs.All.Split('\n').Count(line => line.Contains(" 1111 Refused", StringComparison.Ordinal))
            .ShouldBe(1, "told when it begins, not at every confirmation");
    }

    [Fact]
    public async Task ManyGroupsThatFit_AreNoOverage()
    {
        App.Change("Priya Raman", one => one with { Roles = [] });

        await App.SignInAsync(Browser, "Priya Raman");

        Browser.Text.ShouldBe("home of Priya Raman");
    }
}
