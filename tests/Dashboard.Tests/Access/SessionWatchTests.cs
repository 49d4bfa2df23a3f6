using System.Collections.Concurrent;
using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Tests.Sandbox;
using BackupDashboard.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackupDashboard.Tests.Access;

[StorageSuite]
public sealed class SessionWatchTests : SignInTest
{
    private const string Mateo = "Mateo Quispe";
    private static readonly TimeSpan LessThanAMinute = TimeSpan.FromSeconds(59);
    private readonly ConcurrentQueue<ClaimsPrincipal?> _heard = new();
    private readonly TestSignal _pulse = new();

    [Fact]
    public async Task RoleRemoved_AllWhoWatch_HearOfItWithinAMinuteByOneQuestion()
    {
        var person = await App.PersonAsync(Browser, Mateo);
        using var first = App.Sessions.Watch(person, Hear);
        using var second = App.Sessions.Watch(person, Hear);
        App.Change(Mateo, one => one with { Roles = [] });

        App.Clock.Advance(LessThanAMinute);
        await HeardAsync(2);

        _heard.ShouldAllBe(now => now!.Identity!.Name == Mateo && !now.IsInRole("BackupDashboard.Operator"));
        App.Traffic.Refreshes.ShouldBe(1);
    }

    [Fact]
    public async Task NothingChanged_NothingIsHeard()
    {
        var person = await App.PersonAsync(Browser, Mateo);
        using var watch = App.Sessions.Watch(person, Hear);

        await App.Sessions.ConfirmWatchedAsync(TestContext.Current.CancellationToken);

        App.Traffic.Refreshes.ShouldBe(1);
        _heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task ChangedBeforeTheWatchBegan_IsHeard()
    {
        var person = await App.PersonAsync(Browser, Mateo);
        App.Change(Mateo, one => one with { Roles = [] });
        await App.Sessions.ConfirmAsync(person, TestContext.Current.CancellationToken);
        using var watch = App.Sessions.Watch(person, Hear);

        await App.Sessions.ConfirmWatchedAsync(TestContext.Current.CancellationToken);

        _heard.ShouldHaveSingleItem().ShouldNotBeNull();
    }

    [Fact]
    public async Task SignedOut_TheEndIsHeardAtOnceAndOnce()
    {
        var person = await App.PersonAsync(Browser, Mateo);
        using var watch = App.Sessions.Watch(person, Hear);

        await App.SignOutAsync(Browser);
        await App.Sessions.EndAsync(person);

        _heard.ShouldHaveSingleItem().ShouldBeNull();
    }

    /// <summary>
    /// A race: a request for the session between its end and the recording of it called it lost, and the page went to the provider.
    /// </summary>
    [Fact]
    public async Task SignedOut_FoundGoneBeforeItIsWritten_IsNotCalledLost()
    {
        var person = await App.PersonAsync(Browser, Mateo);
        using var watch = App.Sessions.Watch(person, Hear);
        var store = App.Services.GetRequiredService<SessionStore>();
        await using var db = await App.Storage.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        await using var writing = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);

        // SQLite waits for any transaction, PostgreSQL for one that has the row.
        await db.Set<SessionRow>().ExecuteUpdateAsync(
            row => row.SetProperty(one => one.ConfirmedAt, one => one.ConfirmedAt), TestContext.Current.CancellationToken);

        var end = Task.Run(() => App.Sessions.EndAsync(person), TestContext.Current.CancellationToken);
        SpinWait.SpinUntil(() => store.Find(SessionPrincipal.IdOf(person)!) is null, TestSignal.Patience).ShouldBeTrue();
        (await App.Sessions.KnownAsync(person, TestContext.Current.CancellationToken)).ShouldBeOfType<Confirmation.Ended>();
        end.IsCompleted.ShouldBeFalse();
        _heard.ShouldHaveSingleItem().ShouldBeNull();

        await writing.RollbackAsync(TestContext.Current.CancellationToken);
        await end;
        _heard.Count.ShouldBe(1);
    }

    [Fact]
    public async Task EndedBehindItsBack_IsHeardWithinAMinute()
    {
        var person = await App.PersonAsync(Browser, Mateo);
        await App.Sessions.EndAsync(person);
        using var watch = App.Sessions.Watch(person, Hear);

        App.Clock.Advance(LessThanAMinute);
        await HeardAsync(1);

        SessionPrincipal.IsLost(_heard.ShouldHaveSingleItem()!).ShouldBeTrue();
    }

    [Fact]
    public async Task Disposed_HearsNothingAndCostsNothing()
    {
        var person = await App.PersonAsync(Browser, Mateo);
        App.Sessions.Watch(person, Hear).Dispose();

        await App.Sessions.ConfirmWatchedAsync(TestContext.Current.CancellationToken);
        await App.Sessions.EndAsync(person);

        App.Traffic.Refreshes.ShouldBe(0);
        _heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task OneWhoWatchesThrows_TheOthersStillHear()
    {
        var person = await App.PersonAsync(Browser, Mateo);
        using var broken = App.Sessions.Watch(person, _ => throw new InvalidOperationException("a page of mine"));
        using var watch = App.Sessions.Watch(person, Hear);

        await App.Sessions.EndAsync(person);

        _heard.ShouldHaveSingleItem();
        App.Logs.All.ShouldContain("a page of mine");
    }

    [Fact]
    public async Task AnotherSession_HearsNothing()
    {
        using var another = new IdentityBrowser();
        using var watch = App.Sessions.Watch(await App.PersonAsync(another, Mateo), Hear);

        await App.Sessions.EndAsync(await App.PersonAsync(Browser, Mateo));

        _heard.ShouldBeEmpty();
    }

    [Fact]
    public void WithoutSession_ThereIsNothingToHear() => App.Sessions.Watch(A.Person(), Hear).Dispose();

    private void Hear(ClaimsPrincipal? now)
    {
        _heard.Enqueue(now);
        _pulse.Beat();
    }

    private Task HeardAsync(int times) => _pulse.UntilAsync(() => _heard.Count == times);
}
