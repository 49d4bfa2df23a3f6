using BackupDashboard.Nuclia;
using static BackupDashboard.Tests.Nuclia.ScriptedServer;

namespace BackupDashboard.Tests.Nuclia;

/// <summary>The configured name stands for another account all of a sudden.</summary>
public sealed class AccountChangeTests
{
    private const string Other = "99999999-2f4b-4a52-9d3e-0f6b8f1d2a11";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SlugGivenToAnotherAccount_Commands_AreRefusedUntilItIsTheFirstAgain()
    {
        await using var server = await StartAsync();
        server.On("GET /api/v1/account/acme", Account(AccountId), Account(Other), Account(AccountId));
        server.On($"POST {NucliaHarness.BackupsPath}", Answer(201, """{"id":"b1"}"""));
        await using var nuclia = new NucliaHarness(server.Address);
        var zone = NucliaHarness.ZoneAt(server.Address);
        (await nuclia.Reader.GetAccountAsync(Ct)).IsSuccess.ShouldBeTrue();

        var changed = (await nuclia.Reader.GetAccountAsync(Ct)).Error.ShouldNotBeNull();
        changed.Kind.ShouldBe(NucliaErrorKind.AccountChanged);
        changed.Detail.ShouldStartWith($"'acme' was the account {AccountId}, and is now {Other}.");

        var refused = (await nuclia.Commands.CreateBackupAsync(zone, "k1", Ct)).Error.ShouldNotBeNull();
        (refused.Kind, refused.MayHaveBeenApplied).ShouldBe((NucliaErrorKind.AccountChanged, false));
        server.Received.ShouldNotContain(request => request.Method == "POST");

        (await nuclia.Reader.GetAccountAsync(Ct)).IsSuccess.ShouldBeTrue();
        (await nuclia.Commands.CreateBackupAsync(zone, "k1", Ct)).Value.ShouldBe("b1");
    }

    [Fact]
    public async Task AccountConfiguredById_AnotherAnswers_IsRefusedFromTheStart()
    {
        await using var server = await StartAsync();
        server.On($"GET /api/v1/account/{AccountId}", Account(Other));
        await using var nuclia = new NucliaHarness(server.Address, ("Account", AccountId));

        (await nuclia.Reader.GetAccountAsync(Ct)).Error!.Kind.ShouldBe(NucliaErrorKind.AccountChanged);
    }

    private static Microsoft.AspNetCore.Http.RequestDelegate Account(string id) =>
        Json($$"""{"id":"{{id}}","slug":"acme","title":"Acme","current_kbs":3}""");
}
