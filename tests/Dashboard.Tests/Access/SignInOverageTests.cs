using BackupDashboard.Access;
using BackupDashboard.Sandbox.Identity;
using BackupDashboard.Tests.Sandbox;

namespace BackupDashboard.Tests.Access;

public sealed class SignInOverageTests : IAsyncLifetime
{
    private readonly IdentityBrowser _browser = new();
    private SignInApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await SignInApp.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task TooManyGroups_AndNoRoleOfATeam_IsRefusedWithThatReason()
    {
        _app.Change("Priya Raman", one => one with { Overage = true });

        await _app.SignInAsync(_browser, "Priya Raman");

        _browser.Location.PathAndQuery.ShouldBe("/sign-in-failed?reason=too-many-groups");
        _browser.Cookies.GetCookies(_app.Address).ShouldNotContain(cookie => cookie.Name == "BackupDashboard");
        (await _app.StoredSessionsAsync()).ShouldBeEmpty();
        _app.Logs.All.ShouldContain("(overage), and no app role of theirs is a team's");
    }

    [Fact]
    public async Task TooManyGroups_WithTheRoleOfATeam_IsLetInAndToldOnce()
    {
        _app.Change("Mateo Quispe", one => one with { Overage = true });

        await _app.SignInAsync(_browser, "Mateo Quispe", "/operators");
        await _app.SignOutAsync(_browser);
        await _app.SignInAsync(_browser, "Mateo Quispe", "/operators");

        _browser.Text.ShouldBe("operators");
        _app.Logs.All.Split('\n').Count(line => line.Contains(" 1112 ", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task TooManyGroups_AfterSigningIn_LosesTheGroupsAndStaysSignedIn()
    {
        var person = await _app.PersonAsync(_browser, "Priya Raman");
        person.HasClaim("groups", IdentityServer.SupportGroupId).ShouldBeTrue();
        _app.Change("Priya Raman", one => one with { Overage = true });

        var now = await _app.Sessions.ConfirmAsync(person, TestContext.Current.CancellationToken);

        var confirmed = now.ShouldBeOfType<Confirmation.Confirmed>().Person;
        confirmed.HasClaim(claim => claim.Type == "groups").ShouldBeFalse();
        GroupOverage.Concerns(confirmed).ShouldBeTrue();
        await _app.Sessions.ConfirmAsync(confirmed, TestContext.Current.CancellationToken);
        _app.Logs.All.Split('\n').Count(line => line.Contains(" 1111 Refused", StringComparison.Ordinal))
            .ShouldBe(1, "told when it begins, not at every confirmation");
    }

    [Fact]
    public async Task ManyGroupsThatFit_AreNoOverage()
    {
        _app.Change("Priya Raman", one => one with { Roles = [] });

        await _app.SignInAsync(_browser, "Priya Raman");

        _browser.Text.ShouldBe("home of Priya Raman");
    }
}
