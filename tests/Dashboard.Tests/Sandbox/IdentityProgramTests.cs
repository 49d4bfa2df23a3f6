using System.Net;
using System.Text.Json;
using BackupDashboard.Sandbox.Identity;

namespace BackupDashboard.Tests.Sandbox;

public sealed class IdentityProgramTests(IdentityFixture identity) : IClassFixture<IdentityFixture>
{
    public static TheoryData<string> Names => [.. IdentityServer.Programs.Select(program => program.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task Program_ByItsSecret_GetsATokenWithItsRoles(string name)
    {
        var program = IdentityServer.Programs.Single(one => one.Name == name);

        var (status, answer) = await identity.ExchangeAsync(IdentityFixture.ProgramCredentials(program));

        status.ShouldBe(HttpStatusCode.OK);
        var token = await identity.ValidateAsync(answer.GetProperty("access_token").GetString()!);
        token.Typ.ShouldBe("JWT");
        token.Subject.ShouldBe(program.ObjectId.ToString());
        token.GetPayloadValue<string>("azp").ShouldBe(program.ClientId.ToString());
        token.GetPayloadValue<string>("oid").ShouldBe(program.ObjectId.ToString());
        token.GetPayloadValue<string>("ver").ShouldBe("2.0");
        (token.TryGetPayloadValue<JsonElement>("roles", out var roles) ? roles.EnumerateArray().Select(role => role.GetString()) : [])
            .ShouldBe(program.Roles);
    }

    [Theory]
    [InlineData("client_secret", "guess", "invalid_client")]
    [InlineData("client_id", "11111111-2222-3333-4444-555555555555", "invalid_client")]
    [InlineData("client_id", IdentityServer.ClientId, "invalid_client")]
    [InlineData("scope", "openid", "invalid_scope")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    public async Task Program_WithAWrongPart_IsRefused(string part, string value, string error)
    {
        var request = IdentityFixture.ProgramCredentials(IdentityServer.Programs[0]);
        request[part] = value;

        var (status, answer) = await identity.ExchangeAsync(request);

        status.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized);
        answer.GetProperty("error").GetString().ShouldBe(error);
    }

    [Fact]
    public async Task Dashboard_ByClientCredentials_IsRefused()
    {
        var request = IdentityFixture.ProgramCredentials(IdentityServer.Programs[0]);
        request["client_id"] = IdentityServer.ClientId;
        request["client_secret"] = IdentityServer.ClientSecret;

        var (_, answer) = await identity.ExchangeAsync(request);

        answer.GetProperty("error").GetString().ShouldBe("invalid_client");
    }
}
