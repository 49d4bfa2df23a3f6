using System.Net;
using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Tests.Sandbox;
using BackupDashboard.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace BackupDashboard.Tests.Access;

/// <summary>The database can neither be read nor written, and people are signed in.</summary>
[StorageSuite]
public sealed class SessionStorageTests : IAsyncLifetime
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
    public async Task StorageLost_WhoIsSignedIn_GoesOnLooking()
    {
        await _app.SignInAsync(_browser, Mateo);
        _app.Storage.Lose();
        await _browser.OpenAsync(_app.At("/"));
        _browser.Text.ShouldBe($"home of {Mateo}");
        _app.Clock.Advance(TimeSpan.FromMinutes(5));
        await _browser.OpenAsync(_app.At("/"));
        _browser.Text.ShouldBe($"home of {Mateo}");
    }

    /// <summary>The database then holds the token that was redeemed: most providers take it once more, and some do not.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task KilledBetweenRedeemingAndStoring_Person_IsBackWhereTheyWere(bool rotatesStrictly)
    {
        _app.Identity.Register.RotatesStrictly = rotatesStrictly;
        var person = await _app.PersonAsync(_browser, Mateo);
        _app.Storage.Copy();
        (await _app.Sessions.ConfirmAsync(person, Cancellation)).ShouldBeOfType<Confirmation.Confirmed>();
        await _app.RestartAsync(_app.Storage.PutBack);

        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await _browser.OpenAsync(_app.At("/who?zone=eu"));
        if (rotatesStrictly)
        {
            await _browser.PressAsync(Mateo);
            await _browser.SubmitAsync();
        }

        _browser.Location.PathAndQuery.ShouldBe("/who?zone=eu");
        _browser.Text.ShouldContain($"name={Mateo}");
    }

    [Fact]
    public async Task StorageLost_RefreshTokenRedeemed_ItsSuccessorIsKeptAndWrittenLater()
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        _app.Storage.Lose();
        for (var times = 1; times <= 3; times++)
            (await _app.Sessions.ConfirmAsync(person, Cancellation)).ShouldBeOfType<Confirmation.Confirmed>();

        (await StoreOf().WriteAsync()).ShouldBe(1);
        _app.Storage.Recover();
        (await StoreOf().WriteAsync()).ShouldBe(0);
        await _app.RestartAsync();
        (await _app.Sessions.ConfirmAsync(person, Cancellation)).ShouldBeOfType<Confirmation.Confirmed>();
    }

    [Fact]
    public async Task StorageLost_SignIn_IsGoodAndOutlivesARestartOnceItCouldBeWritten()
    {
        _app.Storage.Lose();
        var person = await _app.PersonAsync(_browser, Mateo);
        person.FindFirstValue("name").ShouldBe(Mateo);

        _app.Storage.Recover();
        await StoreOf().WriteAsync();
        await _app.RestartAsync();
        (await _app.Sessions.ConfirmAsync(person, Cancellation)).ShouldBeOfType<Confirmation.Confirmed>();
    }

    [Fact]
    public async Task StorageLost_SessionThatEnded_DoesNotComeBack()
    {
        var person = await _app.PersonAsync(_browser, Mateo);
        _app.Storage.Lose();
        await _app.Sessions.EndAsync(person);
        (await _app.Sessions.KnownAsync(person, Cancellation)).ShouldBeOfType<Confirmation.Ended>();

        _app.Storage.Recover();
        await StoreOf().WriteAsync();
        (await _app.StoredSessionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatIsForAnybody_WithACookie_AsksNeitherSessionNorProvider()
    {
        await _app.SignInAsync(_browser, Mateo);
        _app.Clock.Advance(TimeSpan.FromMinutes(5));
        _app.Traffic.Answer = () => throw new NotSupportedException("No answer that anybody has foreseen.");
        await _browser.OpenAsync(_app.At("/file"));
        _browser.Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        _browser.Text.ShouldBe("file for anybody");
        _app.Traffic.Refreshes.ShouldBe(0);
    }

    private SessionStore StoreOf() => _app.Services.GetRequiredService<SessionStore>();
}
