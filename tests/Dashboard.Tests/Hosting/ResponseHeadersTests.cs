using System.Net;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Hosting;

public sealed class ResponseHeadersTests : IAsyncLifetime
{
    private const string Policy = "Content-Security-Policy";
    private readonly EdgeApp _app = new();

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public static TheoryData<string, HttpStatusCode> Answers => new()
    {
        { "/page", HttpStatusCode.OK },
        { "/file", HttpStatusCode.OK },
        { "/away", HttpStatusCode.Found },
        { "/nowhere", HttpStatusCode.NotFound },
        { "/private", HttpStatusCode.Unauthorized },
        { "/boom", HttpStatusCode.InternalServerError },
        { "/api/items", HttpStatusCode.OK },
        { "/api/nowhere", HttpStatusCode.NotFound },
        { "/api/boom", HttpStatusCode.InternalServerError },
        { "/hubs/quiet", HttpStatusCode.Unauthorized },
        { "/sign-in", HttpStatusCode.OK },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task EveryAnswer_HasEveryHeaderOnce(string path, HttpStatusCode status)
    {
        _app.Log.ErrorsAreExpected = true;
        var response = await _app.GetAsync(path);
        response.StatusCode.ShouldBe(status);
        One(response, Policy).Split("; ").ShouldBe(
            [
                "default-src 'self'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "connect-src 'self'",
                "object-src 'none'", "base-uri 'self'", "frame-ancestors 'none'", $"form-action 'self' {EdgeApp.Provider}",
            ],
            ignoreOrder: true);
        One(response, "X-Content-Type-Options").ShouldBe("nosniff");
        One(response, "Referrer-Policy").ShouldBe("same-origin");
        One(response, "Cross-Origin-Opener-Policy").ShouldBe("same-origin");
        One(response, "Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        foreach (var feature in (string[])["camera", "microphone", "geolocation", "payment", "usb", "display-capture"])
            One(response, "Permissions-Policy").ShouldContain($"{feature}=()");
        response.Headers.Contains("Server").ShouldBeFalse();
        response.Headers.Contains("X-Powered-By").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/page", "no-store")]
    [InlineData("/nowhere", "no-store")]
    [InlineData("/away", "no-store")]
    [InlineData("/file", "max-age=31536000, immutable")]
    public async Task Caches_KeepFilesAndNoPages(string path, string expected) =>
        One(await _app.GetAsync(path), "Cache-Control").ShouldBe(expected);

    [Fact]
    public async Task EndpointWithARuleOfItsOwn_HasThatInPlaceOfOurs()
    {
        var policy = One(await _app.GetAsync("/docs"), Policy).Split("; ");
        policy.ShouldContain($"script-src 'self' 'sha256-{EdgeApp.Hash}'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.Length.ShouldBe(9);
    }

    [Theory]
    [InlineData("/boom", "somebody")]
    [InlineData("/api/boom", "somebody")]
    [InlineData("/page", EdgeApp.Unknowable)]
    public async Task Exception_InAnyEnvironment_TellsNothing(string path, string person)
    {
        foreach (var environment in (string[])["Production", "Development"])
        {
            await using var app = await new EdgeApp(environment).StartAsync();
            app.Log.ErrorsAreExpected = true;
            var response = await app.GetAsync(
                path, ("Accept", "text/html"), ("Cookie", "name=worth-stealing"), (EdgeApp.PersonHeader, person));
            response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
            var text = await response.Content.ReadAsStringAsync(RunningConsole.Cancellation);
            text.ShouldNotContain("secret detail");
            text.ShouldNotContain("worth-stealing");
            text.ShouldNotContain("   at ");
            text.ShouldNotContain("xception");
            One(response, "X-Content-Type-Options").ShouldBe("nosniff");
        }
    }

    [Theory]
    [InlineData("Production", "false", "max-age=31536000")]
    [InlineData("Production", "true", "max-age=31536000; includeSubDomains")]
    [InlineData("Development", "false", null)]
    public async Task Https_IsInsistedOnOutsideDevelopment(string environment, string subDomains, string? expected)
    {
        await using var app = await new EdgeApp(
            environment, ("Proxy:KnownProxies:0", "127.0.0.1"), ("Headers:HstsIncludeSubDomains", subDomains)).StartAsync();
        var response = await app.GetAsync("/page", ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "backups.example"));
        if (expected is null)
            response.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
        else
            One(response, "Strict-Transport-Security").ShouldBe(expected);
        (await app.GetAsync("/page")).Headers.Contains("Strict-Transport-Security").ShouldBeFalse("over http it means nothing");
    }

    private static string One(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated[name].ShouldHaveSingleItem();
}
