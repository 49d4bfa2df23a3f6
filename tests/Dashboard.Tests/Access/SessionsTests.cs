using System.Net;
using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Sandbox.Identity;
using BackupDashboard.Tests.Sandbox;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Access;

[StorageSuite]
public sealed class SessionsTests : IAsyncLifetime
{
    private const string Mateo = "Mateo Quispe";
    private readonly IdentityBrowser _browser = new();
    private SignInApp _app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await SignInApp.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task RoleRemoved_NextConfirmation_DoesNotHaveIt()
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        person.IsInRole("BackupDashboard.Operator").ShouldBeTrue();
        _app.Change(Mateo, one => one with { Roles = ["Team.Search"], Groups = ["g"] });

        var now = Confirmed(await _app.Sessions.ConfirmAsync(person, Cancellation));

        now.IsInRole("BackupDashboard.Operator").ShouldBeFalse();
        now.IsInRole("Team.Search").ShouldBeTrue();
        now.FindFirstValue("groups").ShouldBe("g");
        now.Identity!.Name.ShouldBe(Mateo);
        Actor.From(now).ShouldBe(Actor.From(person));
    }

    /// <summary>A session may begin without a question: what counts is when the provider has last asked.</summary>
    [Fact]
    public async Task SignIn_IsAsOldAsTheProviderSays()
    {
        var asked = _app.Clock.GetUtcNow().AddHours(-3);
        var person = await _app.Sessions.BeginAsync(Token(new Claim("auth_time", $"{asked.ToUnixTimeSeconds()}")), "refresh", null);
        _app.Sessions.SignedInAt(person)!.Value.ShouldBe(asked, TimeSpan.FromSeconds(1));

        // Where its token does not say, or says nonsense: when the session began.
        foreach (var token in new[] { Token(), Token(new Claim("auth_time", "-1")), Token(new Claim("auth_time", "99999999999999999")) })
            _app.Sessions.SignedInAt(await _app.Sessions.BeginAsync(token, "refresh", null)).ShouldBe(_app.Clock.GetUtcNow());
        _app.Sessions.SignedInAt(Token()).ShouldBeNull();

        static ClaimsPrincipal Token(params Claim[] more) =>
            new(new ClaimsIdentity([new Claim("oid", "oid of Ada"), new Claim("name", "Ada"), .. more], "test"));
    }

    [Fact]
    public async Task Confirmation_EveryTime_ReallyAsks()
    {
        var person = await _app.PersonAsync(_browser, Mateo);

        for (var times = 1; times <= 3; times++)
        {
            Confirmed(await _app.Sessions.ConfirmAsync(person, Cancellation));
            _app.Traffic.Refreshes.ShouldBe(times);
        }
    }

    [Fact]
    public async Task Confirmations_ManyAtOnce_NeitherSpendATokenTwiceNorAskForEach()
    {
        var person = await _app.PersonAsync(_browser, Mateo);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _app.Sessions.ConfirmAsync(person, Cancellation)));

        answers.ShouldAllBe(answer => answer is Confirmation.Confirmed);
        _app.Traffic.Refreshes.ShouldBeLessThan(20);
        Confirmed(await _app.Sessions.ConfirmAsync(person, Cancellation));
    }

    [Fact]
    public async Task Caller_GivesUpWaiting_DoesNotLoseTheToken()
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        var gate = new TaskCompletionSource();
        _app.Traffic.Gate = gate.Task;
        using var impatient = new CancellationTokenSource();
        var confirming = _app.Sessions.ConfirmAsync(person, impatient.Token);

        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(confirming);
        gate.SetResult();

        Confirmed(await _app.Sessions.ConfirmAsync(person, Cancellation));
    }

    [Fact]
    public async Task PersonDisabled_SessionEnds()
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        _app.Change(Mateo, one => one with { Disabled = true });

        (await _app.Sessions.ConfirmAsync(person, Cancellation)).ShouldBeOfType<Confirmation.Ended>();

        (await _app.Sessions.KnownAsync(person, Cancellation)).ShouldBeOfType<Confirmation.Ended>();
        (await _app.StoredSessionsAsync()).ShouldBeEmpty();
        _app.Change(Mateo, one => one with { Disabled = false });
        (await _app.Sessions.ConfirmAsync(person, Cancellation)).ShouldBeOfType<Confirmation.Ended>("An ended session does not come back.");
        _app.Logs.All.ShouldContain($"Session of {Actor.From(person).ObjectId} ended: invalid_grant");
    }

    [Theory]
    [InlineData("oid", "11111111-2222-3333-4444-555555555555")]
    [InlineData("tid", "11111111-2222-3333-4444-555555555555")]
    public async Task Answer_NamesSomebodyElse_SessionEnds(string claim, string value)
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        Answer(person, claims => claims[claim] = value);

        (await _app.Sessions.ConfirmAsync(person, Cancellation)).ShouldBeOfType<Confirmation.Ended>();

        (await _app.StoredSessionsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("iss", "https://evil.example/v2.0")]
    [InlineData("aud", "11111111-2222-3333-4444-555555555555")]
    [InlineData("exp", 1_600_000_000L)]
    public async Task Answer_IsNotAValidToken_NothingIsKnown(string claim, object value)
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        Answer(person, claims => claims[claim] = value);

        (await _app.Sessions.ConfirmAsync(person, Cancellation)).ShouldBeOfType<Confirmation.Unreachable>();
    }

    [Fact]
    public async Task Answer_IsGood_IsAcceptedWithoutANewRefreshToken()
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        Answer(person, claims => claims["roles"] = new[] { "Team.Search" });

        Confirmed(await _app.Sessions.ConfirmAsync(person, Cancellation)).IsInRole("Team.Search").ShouldBeTrue();

        _app.Traffic.Answer = null;
        Confirmed(await _app.Sessions.ConfirmAsync(person, Cancellation)).IsInRole("BackupDashboard.Operator").ShouldBeTrue();
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, "invalid_grant")]
    [InlineData(HttpStatusCode.TooManyRequests, "slow_down")]
    [InlineData(HttpStatusCode.Unauthorized, "invalid_client")]
    [InlineData(HttpStatusCode.OK, "neither_here_nor_there")]
    public async Task Provider_HasATroubleOfItsOwn_NothingIsKnown(HttpStatusCode status, string error)
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        _app.Traffic.Answer = () => TokenTraffic.Json(new { error }, status);

        (await _app.Sessions.ConfirmAsync(person, Cancellation)).ShouldBeOfType<Confirmation.Unreachable>();

        _app.Traffic.Answer = null;
        Confirmed(await _app.Sessions.ConfirmAsync(person, Cancellation));
    }

    [Fact]
    public async Task Provider_SendsNoJson_NothingIsKnown()
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        _app.Traffic.Answer = () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>") };

        (await _app.Sessions.ConfirmAsync(person, Cancellation)).ShouldBeOfType<Confirmation.Unreachable>();
    }

    [Fact]
    public async Task ProviderDown_CommandsAreNotConfirmedAndLookingGoesOnForAWhile()
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        _app.Identity.Register.TokensFail = true;
        _app.Clock.Advance(TimeSpan.FromMinutes(14));

        (await _app.Sessions.ConfirmAsync(person, Cancellation)).ShouldBeOfType<Confirmation.Unreachable>();
        Confirmed(await _app.Sessions.KnownAsync(person, Cancellation)).IsInRole("BackupDashboard.Operator").ShouldBeTrue();

        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await _app.Sessions.ConfirmAsync(person, Cancellation)).ShouldBeOfType<Confirmation.Unreachable>();
        (await _app.Sessions.KnownAsync(person, Cancellation)).ShouldBeOfType<Confirmation.Ended>();
        (await _app.Sessions.ConfirmAsync(person, Cancellation)).ShouldBeOfType<Confirmation.Ended>();
    }

    [Fact]
    public async Task ProviderDown_ThoseWhoLook_DoNotAllWaitForIt()
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        await _app.Identity.DisposeAsync();
        _app.Clock.Advance(TimeSpan.FromMinutes(2));

        for (var looks = 0; looks < 5; looks++)
            Confirmed(await _app.Sessions.KnownAsync(person, Cancellation));

        _app.Traffic.Refreshes.ShouldBe(1);
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        Confirmed(await _app.Sessions.KnownAsync(person, Cancellation));
        _app.Traffic.Refreshes.ShouldBe(2);
    }

    [Fact]
    public async Task Session_AfterItsLifetime_IsOverHoweverBusy()
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        foreach (var pause in new[] { TimeSpan.FromHours(7), TimeSpan.FromHours(5) - TimeSpan.FromSeconds(1) })
        {
            _app.Clock.Advance(pause);
            Confirmed(await _app.Sessions.ConfirmAsync(person, Cancellation));
        }

        _app.Clock.Advance(TimeSpan.FromSeconds(1));

        (await _app.Sessions.KnownAsync(person, Cancellation)).ShouldBeOfType<Confirmation.Ended>();
        (await _app.Sessions.ConfirmAsync(person, Cancellation)).ShouldBeOfType<Confirmation.Ended>();
        _app.Traffic.Refreshes.ShouldBe(2);
    }

    [Fact]
    public async Task Restart_KeepsSessions()
    {
        var person = await _app.PersonAsync(_browser, Mateo);

        await _app.RestartAsync();

        Confirmed(await _app.Sessions.ConfirmAsync(person, Cancellation));
        await _browser.OpenAsync(_app.At("/"));
        _browser.Text.ShouldBe($"home of {Mateo}");
    }

    [Fact]
    public async Task Keys_AreLost_SessionEndsInsteadOfFailing()
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        Directory.Delete(Path.Combine(_app.Storage.Folder, "keys"), recursive: true);

        await _app.RestartAsync();

        (await _app.Sessions.ConfirmAsync(person, Cancellation)).ShouldBeOfType<Confirmation.Ended>();
    }

    [Fact]
    public async Task Sessions_UnusedOrTooOld_AreForgotten()
    {
        var idle = await _app.PersonAsync(_browser, Mateo);
        using var another = new IdentityBrowser();
        var busy = await _app.PersonAsync(another, "Amara Okafor");
        _app.Clock.Advance(TimeSpan.FromHours(7));
        Confirmed(await _app.Sessions.ConfirmAsync(busy, Cancellation));
        _app.Clock.Advance(TimeSpan.FromHours(1));

        await _app.Sessions.ConfirmWatchedAsync(Cancellation);

        // The loop, which the clock has woken too, may be the one that removes it, and still be writing.
        await _app.Logs.WaitForAsync("Removed 1 expired or unused sessions", Cancellation);
        (await _app.StoredSessionsAsync()).ShouldHaveSingleItem().ObjectId.ShouldBe(Actor.From(busy).ObjectId);
        (await _app.Sessions.KnownAsync(idle, Cancellation)).ShouldBeOfType<Confirmation.Ended>();
    }

    [Fact]
    public async Task WithoutSession_Confirmation_IsTheRequestsOwnToken()
    {
        var program = Shared.A.Person("BackupDashboard.Operator");

        Confirmed(await _app.Sessions.ConfirmAsync(program, Cancellation)).ShouldBeSameAs(program);
        (await _app.Sessions.ConfirmAsync(new ClaimsPrincipal(new ClaimsIdentity()), Cancellation)).ShouldBeOfType<Confirmation.Ended>();
    }

    [Fact]
    public async Task Tokens_AreNeverLoggedNorStoredAsTheyAre()
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        Confirmed(await _app.Sessions.ConfirmAsync(person, Cancellation));
        _app.Traffic.Answer = () => TokenTraffic.Json(new { error = "temporarily_unavailable" }, HttpStatusCode.BadRequest);
        await _app.Sessions.ConfirmAsync(person, Cancellation);

        var stored = (await _app.StoredSessionsAsync()).ShouldHaveSingleItem().ToString();
        _app.Traffic.Tokens.Count.ShouldBe(6);
        _app.Logs.All.ShouldContain("temporarily_unavailable");
        foreach (var token in _app.Traffic.Tokens.Append(IdentityServer.ClientSecret))
        {
            stored.ShouldNotContain(token);
            _app.Logs.All.ShouldNotContain(token);
        }
    }

    private void Answer(ClaimsPrincipal person, Action<Dictionary<string, object>> change)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = $"{_app.Identity.Address}{IdentityServer.TenantId}/v2.0",
            ["aud"] = IdentityServer.ClientId,
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 600,
            ["sub"] = "pairwise",
            ["oid"] = person.FindFirstValue("oid")!,
            ["tid"] = IdentityServer.TenantId,
            ["name"] = Mateo,
        };
        change(claims);
        var token = _app.Identity.Sign(claims);
        _app.Traffic.Answer = () => TokenTraffic.Json(new { id_token = token });
    }

    private static ClaimsPrincipal Confirmed(Confirmation confirmation) => confirmation.ShouldBeOfType<Confirmation.Confirmed>().Person;
}
