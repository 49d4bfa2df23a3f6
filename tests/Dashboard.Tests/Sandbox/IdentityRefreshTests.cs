using System.Net;
using System.Text.Json;
using BackupDashboard.Sandbox.Identity;
using Microsoft.IdentityModel.JsonWebTokens;

namespace BackupDashboard.Tests.Sandbox;

public sealed class IdentityRefreshTests(IdentityFixture identity) : IClassFixture<IdentityFixture>, IDisposable
{
    private static readonly Guid Mateo = IdentityServer.People.Single(person => person.Name == "Mateo Quispe").ObjectId;

    public void Dispose() => identity.Register.Reset();

    [Fact]
    public async Task RefreshToken_WithoutOfflineAccess_IsNotGiven() =>
        (await identity.TokensAsync("Mateo Quispe", "openid profile")).TryGetProperty("refresh_token", out _).ShouldBeFalse();

    [Fact]
    public async Task RefreshToken_UsedTwice_LivesOnBesideItsSuccessor()
    {
        var first = Text(await identity.TokensAsync("Mateo Quispe"), "refresh_token");
        var (_, answer) = await identity.ExchangeAsync(IdentityFixture.Refresh(first));

        (await identity.ExchangeAsync(IdentityFixture.Refresh(first))).Status.ShouldBe(HttpStatusCode.OK);
        (await identity.ExchangeAsync(IdentityFixture.Refresh(Text(answer, "refresh_token")))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task RotatedStrictly_RefreshTokenUsedTwice_IsRefusedAndItsSuccessorStillGood()
    {
        identity.Register.RotatesStrictly = true;
        var first = Text(await identity.TokensAsync("Mateo Quispe"), "refresh_token");
        var (status, answer) = await identity.ExchangeAsync(IdentityFixture.Refresh(first));
        status.ShouldBe(HttpStatusCode.OK);

        var again = await identity.ExchangeAsync(IdentityFixture.Refresh(first));

        again.Status.ShouldBe(HttpStatusCode.BadRequest);
        Text(again.Answer, "error").ShouldBe("invalid_grant");
        (await identity.ExchangeAsync(IdentityFixture.Refresh(Text(answer, "refresh_token")))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Roles_ChangedMeanwhile_AreInTheRefreshedTokens()
    {
        var first = await identity.TokensAsync("Mateo Quispe");
        identity.Register.Change(
            Mateo, one => one with { Roles = ["Team.Search", "Team.Support"], Groups = [IdentityServer.SupportGroupId] });

        var (_, answer) = await identity.ExchangeAsync(IdentityFixture.Refresh(Text(first, "refresh_token")));

        foreach (var kind in new[] { "id_token", "access_token" })
        {
            var token = await identity.ValidateAsync(Text(answer, kind));
            token.GetPayloadValue<string>("oid").ShouldBe(Mateo.ToString());
            token.GetPayloadValue<string[]>("roles").ShouldBe(["Team.Search", "Team.Support"]);
            token.GetPayloadValue<string[]>("groups").ShouldBe([IdentityServer.SupportGroupId]);
            token.Claims.ShouldNotContain(claim => claim.Type == "sandbox_grant");
        }
    }

    [Fact]
    public async Task Person_Disabled_GetsNoTokensAnyMore()
    {
        var refresh = Text(await identity.TokensAsync("Mateo Quispe"), "refresh_token");
        var code = (await identity.ChooseAsync("Mateo Quispe"))["code"];
        identity.Register.Change(Mateo, one => one with { Disabled = true });

        Text((await identity.ExchangeAsync(IdentityFixture.Refresh(refresh))).Answer, "error").ShouldBe("invalid_grant");
        Text((await identity.ExchangeAsync(IdentityFixture.CodeExchange(code))).Answer, "error").ShouldBe("invalid_grant");
        (await identity.ChooseAsync("Mateo Quispe"))["error"].ShouldBe("access_denied");
    }

    [Fact]
    public async Task Overage_TokenSaysSoAndNamesNoGroups()
    {
        identity.Register.Change(Mateo, one => one with { Groups = [IdentityServer.SupportGroupId], Overage = true });

        var token = await identity.ValidateAsync(Text(await identity.TokensAsync("Mateo Quispe"), "id_token"));

        token.TryGetPayloadValue<JsonElement>("groups", out _).ShouldBeFalse();
        token.GetPayloadValue<JsonElement>("_claim_names").GetProperty("groups").GetString().ShouldBe("src1");
        token.GetPayloadValue<bool>("hasgroups").ShouldBeTrue();
    }

    [Fact]
    public async Task AccessToken_ForThePersonsSake_HasTheScopeThatTheIdTokenHasNot()
    {
        var answer = await identity.TokensAsync("Mateo Quispe", $"openid {IdentityServer.DelegatedScope}");

        var access = await identity.ValidateAsync(Text(answer, "access_token"));
        access.GetPayloadValue<string>("scp").ShouldBe("access_as_user");
        access.GetPayloadValue<string>("azp").ShouldBe(IdentityServer.ClientId);
        access.GetPayloadValue<string>("name").ShouldBe("Mateo Quispe");
        (await identity.ValidateAsync(Text(answer, "id_token"))).TryGetPayloadValue<string>("scp", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("id_token")]
    [InlineData("access_token")]
    public async Task Token_LastsNoLongerThanAnHour(string kind)
    {
        var answer = await identity.TokensAsync("Mateo Quispe");

        var token = await identity.ValidateAsync(Text(answer, kind));
        (token.ValidTo - token.IssuedAt).ShouldBeInRange(TimeSpan.FromMinutes(5), TimeSpan.FromHours(1));
        answer.GetProperty("expires_in").GetInt32().ShouldBeInRange(300, 3600);
    }

    [Theory]
    [InlineData("client_secret", "guess", "invalid_client")]
    [InlineData("client_id", "7d0c5b1e-2f64-4d0b-8a4f-52c1e6b02001", "invalid_grant")]
    [InlineData("refresh_token", "made-up", "invalid_grant")]
    public async Task Refresh_WithAWrongPart_IsRefused(string part, string value, string error)
    {
        var request = IdentityFixture.Refresh(Text(await identity.TokensAsync("Mateo Quispe"), "refresh_token"));
        request[part] = value;

        var (_, answer) = await identity.ExchangeAsync(request);

        Text(answer, "error").ShouldBe(error);
    }

    [Fact]
    public async Task Sign_AnyClaims_MakesATokenThatTheKeysVouchFor()
    {
        var good = new Dictionary<string, object>
        {
            ["iss"] = $"{identity.Address}{IdentityFixture.Tenant}/v2.0",
            ["aud"] = IdentityServer.ClientId,
            ["exp"] = DateTimeOffset.MaxValue.ToUnixTimeSeconds(),
            ["oid"] = "somebody",
        };
        (await identity.ValidateAsync(identity.Sign(good))).Claims.Select(claim => claim.Type).ShouldBe(good.Keys, ignoreOrder: true);

        new JsonWebToken(identity.Sign(new Dictionary<string, object> { ["exp"] = 12 })).Claims.ShouldHaveSingleItem().Value.ShouldBe("12");
    }

    private static string Text(JsonElement answer, string name) => answer.GetProperty(name).GetString()!;
}
