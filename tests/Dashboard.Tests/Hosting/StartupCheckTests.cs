using BackupDashboard.Access;
using BackupDashboard.Cluster;
using BackupDashboard.Hosting;
using BackupDashboard.Hubs;
using BackupDashboard.Nuclia;
using BackupDashboard.Nuclia.Client;
using BackupDashboard.Operations;
using BackupDashboard.Platform;
using BackupDashboard.Restores;
using BackupDashboard.Storage;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackupDashboard.Tests.Hosting;

public sealed class StartupCheckTests
{
    private static readonly Dictionary<string, string?> Right = new()
    {
        ["Nuclia:Account"] = "acme",
        ["Nuclia:Token"] = "secret-token",
        ["Nuclia:GlobalUrl"] = "https://accounts.example",
        ["Nuclia:RegionalUrl"] = "https://{zone}.example",
        ["Access:Teams:0:Name"] = "Operators",
        ["Access:Teams:0:Member"] = A.Operator,
        ["Access:Teams:0:Rights:0"] = "View",
    };

    [Fact]
    public void RightSettings_Check_IsSilent() => ProblemsOf([]).ShouldBeEmpty();

    /// <summary>As <c>"ConnectionString": null</c> in appsettings.json.</summary>
    [Theory]
    [InlineData("Storage:ConnectionString")]
    [InlineData("Storage:Path")]
    [InlineData("Storage:KeysCertificate")]
    [InlineData("Management:Address")]
    [InlineData("Access:Contact")]
    [InlineData("Cluster:Address")]
    public void KeyThatIsNull_IsAsIfItWereLeftOut(string key) => ProblemsOf(new() { [key] = null }).ShouldBeEmpty();

    [Theory]
    [InlineData("Nuclia:Account", "", "Nuclia:Account")]
    [InlineData("Nuclia:Token", "", "Nuclia:Token")]
    [InlineData("Nuclia:GlobalUrl", "http://accounts.example", "Nuclia:GlobalUrl")]
    [InlineData("Live:QuickInterval", "00:00:00.001", "Live:QuickInterval")]
    [InlineData("Live:CalmInterval", "soon", "Live:CalmInterval is 'soon', which is not a time span")]
    [InlineData("Operations:ConcludeAfter", "00:00:00", "Operations:ConcludeAfter")]
    [InlineData("Restores:QuietAfter", "99.00:00:00", "Restores:QuietAfter")]
    [InlineData("Management:Port", "70000", "Management:Port")]
    [InlineData("Management:Address", "everywhere", "Management:Address")]
    [InlineData("Proxy:KnownProxies:0", "proxy.example", "Proxy:KnownProxies:0 is 'proxy.example', which is not an IP address")]
    [InlineData("Proxy:KnownNetworks:0", "10.0.0.0/99", "Proxy:KnownNetworks:0 is '10.0.0.0/99', which is not a network")]
    [InlineData("Proxy:ForwardLimit", "0", "Proxy:ForwardLimit")]
    [InlineData("PathBase", "/backups", "PathBase is set, and the dashboard cannot be served below a path")]
    [InlineData("Proxy:PathBase", "/backups", "Proxy:PathBase is set, and the dashboard cannot be served below a path")]
    [InlineData("FORWARDEDHEADERS_ENABLED", "true", "ASPNETCORE_FORWARDEDHEADERS_ENABLED trusts every sender")]
    [InlineData("Origins:Allowed:0", "https://portal.example/page", "Origins:Allowed:0")]
    [InlineData("Headers:HstsMaxAge", "-1", "Headers:HstsMaxAge")]
    [InlineData("Limits:ReadsPerMinute", "0", "Limits:ReadsPerMinute")]
    [InlineData("Limits:RequestBytes", "1", "Limits:RequestBytes")]
    [InlineData("Circuits:PerPerson", "0", "Circuits:PerPerson")]
    [InlineData("Circuits:RetainedFor", "1.00:00:00", "Circuits:RetainedFor")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector", "OTEL_EXPORTER_OTLP_ENDPOINT is not an address")]
    [InlineData("Access:Teams:0:Member", "", "Access:Teams:0:Member")]
    [InlineData("Access:Teams:0:Rights:1", "Fly", "Access:Teams:0:Rights:1 is 'Fly'")]
    public void OneWrongKey_Check_NamesIt(string key, string value, string named) =>
        ProblemsOf(new() { [key] = value }).ShouldHaveSingleItem().ShouldContain(named);

    [Fact]
    public void EveryKeyWrong_Check_NamesThemAllAtOnce()
    {
        var problems = ProblemsOf(new()
        {
            ["Nuclia:Account"] = "",
            ["Nuclia:Token"] = "",
            ["Live:QuickInterval"] = "soon",
            ["Live:CalmInterval"] = "sooner",
            ["Operations:CreationRetry"] = "00:00:00",
            ["Operations:ReconcileInterval"] = "00:00:00",
            ["Restores:Interval"] = "1.00:00:00",
            ["Access:Teams:0:Name"] = "",
            ["Access:Teams:0:Member"] = "",
        });
        foreach (var key in new[]
        {
            "Nuclia:Account", "Nuclia:Token", "Live:QuickInterval", "Live:CalmInterval", "Operations:CreationRetry",
            "Operations:ReconcileInterval", "Restores:Interval", "Access:Teams:0:Name", "Access:Teams:0:Member",
        })
        {
            problems.ShouldContain(problem => problem.Contains(key, StringComparison.Ordinal), $"{key} is not named");
        }
    }

    [Fact]
    public void NoTeams_Check_SaysThatNobodyMayDoAnything() =>
        ProblemsOf([], without: "Access").ShouldHaveSingleItem().ShouldContain("no one may do anything");

    [Fact]
    public void WrongSettings_Report_SaysWhereSettingsComeFromAndNoSecret()
    {
        var report = ReportOf(new() { ["Nuclia:Account"] = "", ["Live:QuickInterval"] = "soon" });
        report.ShouldStartWith("BackupDashboard cannot start");
        report.ShouldContain("environment variables (Nuclia__Account=acme)");
        report.ShouldNotContain("secret-token");
    }

    private static List<string> ProblemsOf(Dictionary<string, string?> changes, string without = "?") =>
        [.. ReportOf(changes, without).Split(Environment.NewLine).Where(line => line.StartsWith("  - ", StringComparison.Ordinal))];

    private static string ReportOf(Dictionary<string, string?> changes, string without = "?")
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Configuration
            .AddInMemoryCollection(Right.Where(setting => !setting.Key.StartsWith(without, StringComparison.Ordinal)))
            .AddInMemoryCollection(changes);
        builder.Services
            .AddNuclia(builder.Configuration.GetSection("Nuclia"), allowHttp: false)
            .AddStartupCheck<NucliaOptions>("Nuclia")
            .AddLogging().AddAccess().AddZones().AddHubs().AddOperations().AddRestores().AddManagement()
            .AddStorage().AddCluster().AddProxy().AddOriginCheck().AddResponseHeaders().AddLimits().AddCircuits();
        builder.AddTelemetry();
        using var output = new StringWriter();
        var app = builder.Build();
        app.SettingsAreValid(output).ShouldBe(output.ToString() == "");
        return output.ToString();
    }
}
