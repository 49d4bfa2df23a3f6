using System.Net;
using System.Text.Json;
using BackupDashboard.Sandbox.Identity;

namespace BackupDashboard.Tests.Sandbox;

public sealed class IdentityControlTests(IdentityFixture identity) : IClassFixture<IdentityFixture>, IDisposable
{
    private static readonly Guid Sam = IdentityServer.People.Single(person => person.Name == "Sam Whitlock").ObjectId;
    private static readonly string Path = $"/sandbox/people/{Sam}";

    public void Dispose() => identity.Register.Reset();

    [Fact]
    public async Task People_AreListedAsTheyAre()
    {
        var (status, text, _) = await identity.ControlAsync(HttpMethod.Get, "/sandbox/people");

        status.ShouldBe(HttpStatusCode.OK);
        var people = JsonDocument.Parse(text).RootElement.EnumerateArray().ToList();
        people.Select(one => one.GetProperty("name").GetString()).ShouldBe(IdentityServer.People.Select(person => person.Name));
        people[1].GetProperty("roles")[0].GetString().ShouldBe("BackupDashboard.Operator");
        people[1].GetProperty("disabled").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Person_IsChangedInPart_KeepsTheRest()
    {
        await identity.ControlAsync(HttpMethod.Put, Path, """{"roles":["Team.Search"],"overage":true}""");
        var (status, text, _) = await identity.ControlAsync(HttpMethod.Put, Path, """{"groups":["g"]}""");

        status.ShouldBe(HttpStatusCode.OK);
        text.ShouldContain("\"Sam Whitlock\"");
        var sam = identity.Register.Find(Sam)!;
        sam.Roles.ShouldBe(["Team.Search"]);
        sam.Groups.ShouldBe(["g"]);
        (sam.Overage, sam.Disabled).ShouldBe((true, false));
        identity.Register.People.Count(one => one.Roles is ["Team.Search"]).ShouldBe(2, "Nobody else is changed.");
    }

    [Fact]
    public async Task Reset_EverybodyIsAsAtTheStart()
    {
        await identity.ControlAsync(HttpMethod.Put, Path, """{"disabled":true}""");
        await identity.ControlAsync(HttpMethod.Put, "/sandbox/tokens", """{"fail":true}""");

        (await identity.ControlAsync(HttpMethod.Delete, "/sandbox/people")).Status.ShouldBe(HttpStatusCode.NoContent);

        identity.Register.Find(Sam)!.Disabled.ShouldBeFalse();
        identity.Register.TokensFail.ShouldBeFalse();
    }

    [Fact]
    public async Task Tokens_AskedToFail_FailAndNothingElseDoes()
    {
        var request = IdentityFixture.ProgramCredentials(IdentityServer.Programs[0]);
        await identity.ControlAsync(HttpMethod.Put, "/sandbox/tokens", """{"fail":true}""");

        (
            await identity.PostAsync($"{IdentityFixture.Tenant}/oauth2/v2.0/token", request)).Status.ShouldBe(
                HttpStatusCode.ServiceUnavailable);
        (await identity.GetAsync($"{IdentityFixture.Tenant}/v2.0/.well-known/openid-configuration")).Status.ShouldBe(HttpStatusCode.OK);
        await identity.ControlAsync(HttpMethod.Put, "/sandbox/tokens", """{"fail":false}""");
        (await identity.ExchangeAsync(request)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/sandbox/people/nobody", """{"roles":[]}""", HttpStatusCode.BadRequest)]
    [InlineData("/sandbox/people/11111111-2222-3333-4444-555555555555", """{"roles":[]}""", HttpStatusCode.NotFound)]
    [InlineData("/sandbox/people/0b1c7a52-6f0e-4f0a-9a53-1d5f0f6a1006", """{"role":[]}""", HttpStatusCode.BadRequest)]
    [InlineData("/sandbox/tokens", "{}", HttpStatusCode.BadRequest)]
    public async Task Control_WithAMistake_IsRefused(string path, string json, HttpStatusCode status) =>
        (await identity.ControlAsync(HttpMethod.Put, path, json)).Status.ShouldBe(status);

    [Fact]
    public async Task Controls_UnderAForeignHostName_AreRefused()
    {
        (await identity.ControlAsync(HttpMethod.Put, Path, """{"disabled":true}""", host: "rebound.example")).Status.ShouldBe(
            HttpStatusCode.Forbidden);
        identity.Register.Find(Sam)!.Disabled.ShouldBeFalse();
    }
}
