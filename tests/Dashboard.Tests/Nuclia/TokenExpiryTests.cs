using System.Buffers.Text;
using System.Text;
using static BackupDashboard.Tests.Nuclia.ScriptedServer;

namespace BackupDashboard.Tests.Nuclia;

public sealed class TokenExpiryTests
{
    private const string Listed = "GET /api/v1/user/pa_tokens";
    private static readonly DateTimeOffset Expiry = new(2027, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Jwt_WithExp_TellsIt() =>
        BackupDashboard.Nuclia.Http.Jwt.ExpiryOf(Jwt($$"""{"sub":"x","exp":{{Expiry.ToUnixTimeSeconds()}}}""")).ShouldBe(Expiry);

    [Theory]
    [InlineData("""{"sub":"x"}""")]
    [InlineData("""{"exp":"soon"}""")]
    [InlineData("""{"exp":-5}""")]
    [InlineData("""{"exp":1e300}""")]
    [InlineData("[1]")]
    [InlineData("not json")]
    public void Jwt_WithoutAUsableExp_TellsNothing(string payload) => BackupDashboard.Nuclia.Http.Jwt.ExpiryOf(Jwt(payload)).ShouldBeNull();

    [Theory]
    [InlineData("plain-token")]
    [InlineData("a.b")]
    [InlineData("a.%%%.c")]
    [InlineData("a.b.c.d")]
    public void NoJwt_TellsNothing(string token) => BackupDashboard.Nuclia.Http.Jwt.ExpiryOf(token).ShouldBeNull();

    [Fact]
    public async Task Reader_JwtAndSetting_BelievesTheTokenFirst()
    {
        var token = Jwt($$"""{"exp":{{Expiry.ToUnixTimeSeconds()}}}""");
        (await ReadAsync(("Token", token), ("TokenExpiresAt", "2030-01-01T00:00:00Z"))).ShouldBe(Expiry);
        (await ReadAsync(("Token", "plain-token"), ("TokenExpiresAt", "2030-01-01T00:00:00Z")))
            .ShouldBe(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        (await ReadAsync(("Token", "plain-token"), ("TokenExpiresAt", ""))).ShouldBeNull();
    }

    [Theory]
    [InlineData("nuk_7f3a9c21d5e04b18.secret", "7f3a9c21d5e04b18", true)]
    [InlineData("nuk_7f3a9c21d5e04b18.secret", "another-id-of-one", false)]
    [InlineData("nuk_7f3a9c21d5e04b18.secret", "secret", false)]
    public async Task Reader_TokenThatTheCloudLists_IsRecognisedByItsId(string token, string id, bool isListed)
    {
        await using var server = await StartAsync();
        server.On(Listed, Json("""[{"id":"other-token-1234","description":"","expires":null},"""
            + $$"""{"id":"{{id}}","description":"x","expires":"{{Expiry:O}}"}]"""));
        await using var nuclia = new NucliaHarness(server.Address, ("Token", token), ("TokenExpiresAt", "2030-01-01T00:00:00Z"));
        (await nuclia.TokenExpiry.ReadAsync(TestContext.Current.CancellationToken))
            .ShouldBe(isListed ? Expiry : new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Reader_JwtWithoutAnEnd_IsRecognisedByItsOwnId()
    {
        await using var server = await StartAsync();
        server.On(Listed, Json($$"""[{"id":"5f0c2b1e-77aa","expires":"{{Expiry:O}}"}]"""));
        await using var nuclia = new NucliaHarness(server.Address, ("Token", Jwt("""{"jti":"5f0c2b1e-77aa"}""")));
        (await nuclia.TokenExpiry.ReadAsync(TestContext.Current.CancellationToken)).ShouldBe(Expiry);
    }

    [Fact]
    public async Task Reader_ReadOften_AsksTheCloudOnceAnHour_AndAfterAFailureInFiveMinutes()
    {
        await using var server = await StartAsync();
        server.On(Listed, Answer(500), Answer(500), Answer(500), Json("[]"));
        await using var nuclia = new NucliaHarness(server.Address, ("TokenExpiresAt", "2030-01-01T00:00:00Z"));
        foreach (var (minutes, calls) in new[] { (0, 3), (4, 3), (2, 4), (59, 4), (2, 5) })
        {
            nuclia.Time.Advance(TimeSpan.FromMinutes(minutes));
            (await nuclia.TokenExpiry.ReadAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull();
            server.Calls(Listed).ShouldBe(calls, $"after {minutes} minutes more");
        }
    }

    [Fact]
    public async Task Reader_TokenFileIsEmpty_TellsNothing()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "token", TestContext.Current.CancellationToken);
        await using var server = await StartAsync();
        await using var nuclia = new NucliaHarness(
            server.Address, ("Token", ""), ("TokenFile", file), ("TokenExpiresAt", "2030-01-01T00:00:00Z"));
        nuclia.Options.TokenFile.ShouldBe(file, "it was of use when the program started");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        (await nuclia.TokenExpiry.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
        File.Delete(file);
    }

    private static async Task<DateTimeOffset?> ReadAsync(params (string Key, string? Value)[] settings)
    {
        await using var server = await StartAsync();
        await using var nuclia = new NucliaHarness(server.Address, settings);
        return await nuclia.TokenExpiry.ReadAsync(TestContext.Current.CancellationToken);
    }

    private static string Jwt(string payload) => $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}.c2ln";
}
