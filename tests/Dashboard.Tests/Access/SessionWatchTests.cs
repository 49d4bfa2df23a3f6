using System.Collections.Concurrent;
using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Tests.Sandbox;
using BackupDashboard.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace BackupDashboard.Tests.Access;

public sealed class SessionWatchTests : IAsyncLifetime
{
    private const string Mateo = "Mateo Quispe";
    private static readonly TimeSpan LessThanAMinute = TimeSpan.FromSeconds(59);
    private readonly IdentityBrowser _browser = new();
    private readonly ConcurrentQueue<ClaimsPrincipal?> _heard = new();
    private readonly TestSignal _pulse = new();
    private SignInApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await SignInApp.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task RoleRemoved_AllWhoWatch_HearOfItWithinAMinuteByOneQuestion()
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        using var first = _app.Sessions.Watch(person, Hear);
        using var second = _app.Sessions.Watch(person, Hear);
        _app.Change(Mateo, one => one with { Roles = [] });

        _app.Clock.Advance(LessThanAMinute);
        await HeardAsync(2);

        _heard.ShouldAllBe(now => now!.Identity!.Name == Mateo && !now.IsInRole("BackupDashboard.Operator"));
        _app.Traffic.Refreshes.ShouldBe(1);
    }

    [Fact]
    public async Task NothingChanged_NothingIsHeard()
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        using var watch = _app.Sessions.Watch(person, Hear);

        await _app.Sessions.ConfirmWatchedAsync(TestContext.Current.CancellationToken);

        _app.Traffic.Refreshes.ShouldBe(1);
        _heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task ChangedBeforeTheWatchBegan_IsHeard()
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        _app.Change(Mateo, one => one with { Roles = [] });
        await _app.Sessions.ConfirmAsync(person, TestContext.Current.CancellationToken);
        using var watch = _app.Sessions.Watch(person, Hear);

        await _app.Sessions.ConfirmWatchedAsync(TestContext.Current.CancellationToken);

        _heard.ShouldHaveSingleItem().ShouldNotBeNull();
    }

    [Fact]
    public async Task SignedOut_TheEndIsHeardAtOnceAndOnce()
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        using var watch = _app.Sessions.Watch(person, Hear);

        await _app.SignOutAsync(_browser);
        await _app.Sessions.EndAsync(person);

        _heard.ShouldHaveSingleItem().ShouldBeNull();
    }

    /// <summary>
    /// A race: whoever asked for the session between its end and the writing of it called it lost, and the page went to the provider.
    /// </summary>
    [Fact]
    public async Task SignedOut_FoundGoneBeforeItIsWritten_IsNotCalledLost()
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        using var watch = _app.Sessions.Watch(person, Hear);
        var store = _app.Services.GetRequiredService<SessionStore>();
        await using var db = await _app.Storage.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        await using var writing = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);

        var end = Task.Run(() => _app.Sessions.EndAsync(person), TestContext.Current.CancellationToken);
        SpinWait.SpinUntil(() => store.Find(SessionPrincipal.IdOf(person)!) is null, TestSignal.Patience).ShouldBeTrue();
        (await _app.Sessions.KnownAsync(person, TestContext.Current.CancellationToken)).ShouldBeOfType<Confirmation.Ended>();
        _heard.ShouldHaveSingleItem().ShouldBeNull();

        await writing.RollbackAsync(TestContext.Current.CancellationToken);
        await end;
        _heard.Count.ShouldBe(1);
    }

    [Fact]
    public async Task EndedBehindItsBack_IsHeardWithinAMinute()
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        await _app.Sessions.EndAsync(person);
        using var watch = _app.Sessions.Watch(person, Hear);

        _app.Clock.Advance(LessThanAMinute);
        await HeardAsync(1);

        SessionPrincipal.IsLost(_heard.ShouldHaveSingleItem()!).ShouldBeTrue();
    }

    [Fact]
    public async Task Disposed_HearsNothingAndCostsNothing()
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        _app.Sessions.Watch(person, Hear).Dispose();

        await _app.Sessions.ConfirmWatchedAsync(TestContext.Current.CancellationToken);
        await _app.Sessions.EndAsync(person);

        _app.Traffic.Refreshes.ShouldBe(0);
        _heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task OneWhoWatchesThrows_TheOthersStillHear()
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        using var broken = _app.Sessions.Watch(person, _ => throw new InvalidOperationException("a page of mine"));
        using var watch = _app.Sessions.Watch(person, Hear);

        await _app.Sessions.EndAsync(person);

        _heard.ShouldHaveSingleItem();
        _app.Logs.All.ShouldContain("a page of mine");
    }

    [Fact]
    public async Task AnotherSession_HearsNothing()
    {
        using var another = new IdentityBrowser();
        using var watch = _app.Sessions.Watch(await _app.PersonAsync(another, Mateo), Hear);

        await _app.Sessions.EndAsync(await _app.PersonAsync(_browser, Mateo));

        _heard.ShouldBeEmpty();
    }

    [Fact]
    public void WithoutSession_ThereIsNothingToHear() => _app.Sessions.Watch(A.Person(), Hear).Dispose();

    private void Hear(ClaimsPrincipal? now)
    {
        _heard.Enqueue(now);
        _pulse.Beat();
    }

    private Task HeardAsync(int times) => _pulse.UntilAsync(() => _heard.Count == times);
}
