using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Tests.Access;

public sealed class SignInSettingsTests
{
    [Theory]
    [InlineData("Production", "http://localhost:5089/")]
    [InlineData("Staging", "http://localhost:5089/")]
    [InlineData("Development", "http://login.example/")]
    [InlineData("Development", "login.example")]
    public async Task Instance_OverHttp_StopsTheStart(string environment, string instance)
    {
        await using var app = SignInApp.Build(environment, SignInApp.Settings(instance));

        var failure = await StartAsync(app);

        failure.Failures.ShouldHaveSingleItem().ShouldStartWith("AzureAd:Instance must be an https address");
    }

    [Fact]
    public async Task Settings_AllWrong_AreNamedTogether()
    {
        await using var app = SignInApp.Build("Production", new()
        {
            ["AzureAd:Instance"] = "http://login.example/",
            ["AzureAd:TenantId"] = "common",
            ["AzureAd:ClientId"] = "dashboard",
            ["AzureAd:Authority"] = "https://login.example/common",
        });

        var failure = await StartAsync(app);

        failure.Failures.Select(line => line.Split(' ')[0]).ShouldBe(
            ["AzureAd:Instance", "AzureAd:TenantId", "AzureAd:ClientId", "AzureAd:ClientSecret", "AzureAd:Authority"]);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Provider_OverHttps_KeepsTheStrictSettings(string environment)
    {
        await using var app = SignInApp.Build(environment, SignInApp.Settings("https://login.microsoftonline.com/"));

        var options = Options<OpenIdConnectOptions>(app, OpenIdConnectDefaults.AuthenticationScheme);

        options.RequireHttpsMetadata.ShouldBeTrue();
        options.CorrelationCookie.SameSite.ShouldBe(SameSiteMode.None);
        options.NonceCookie.SecurePolicy.ShouldBe(CookieSecurePolicy.Always);
        options.TokenValidationParameters.ValidateIssuer.ShouldBeTrue();
        options.TokenValidationParameters.ValidateAudience.ShouldBeTrue();
        options.TokenValidationParameters.IssuerValidator!.Method.DeclaringType!.Assembly.ShouldNotBe(
            typeof(BackupDashboard.Access.SignInExtensions).Assembly);
    }

    [Theory]
    [InlineData("Production", CookieSecurePolicy.Always)]
    [InlineData("Development", CookieSecurePolicy.SameAsRequest)]
    public async Task Cookie_ByEnvironment_IsSecure(string environment, CookieSecurePolicy expected)
    {
        await using var app = SignInApp.Build(environment, SignInApp.Settings("https://login.microsoftonline.com/"));

        var options = Options<CookieAuthenticationOptions>(app, CookieAuthenticationDefaults.AuthenticationScheme);

        options.Cookie.SecurePolicy.ShouldBe(expected);
        options.Cookie.SameSite.ShouldBe(SameSiteMode.Lax);
        options.Cookie.HttpOnly.ShouldBeTrue();
        options.ExpireTimeSpan.ShouldBe(TimeSpan.FromHours(8));
        options.SlidingExpiration.ShouldBeTrue();
    }

    [Fact]
    public async Task Protocol_Always_IsCodeWithPkce()
    {
        await using var app = SignInApp.Build("Production", SignInApp.Settings("https://login.microsoftonline.com/"));

        var options = Options<OpenIdConnectOptions>(app, OpenIdConnectDefaults.AuthenticationScheme);

        options.ResponseType.ShouldBe("code");
        options.UsePkce.ShouldBeTrue();
        options.TokenValidationParameters.RoleClaimType.ShouldBe("roles");
    }

    private static T Options<T>(WebApplication app, string scheme) => app.Services.GetRequiredService<IOptionsMonitor<T>>().Get(scheme);

    private static Task<OptionsValidationException> StartAsync(WebApplication app) =>
        Should.ThrowAsync<OptionsValidationException>(() => app.StartAsync(TestContext.Current.CancellationToken));
}
