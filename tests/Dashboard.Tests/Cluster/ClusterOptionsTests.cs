using BackupDashboard.Cluster;
using BackupDashboard.Hosting;
using BackupDashboard.Platform;
using BackupDashboard.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackupDashboard.Tests.Cluster;

/// <summary>Settings with which several dashboards could not be one are refused before anything starts.</summary>
public sealed class ClusterOptionsTests : IDisposable
{
    private readonly string _key = Path.GetTempFileName();

    private readonly Dictionary<string, string?> _settings;

    public ClusterOptionsTests() => _settings = new Dictionary<string, string?>
    {
        ["Cluster:Address"] = "http://10.0.3.11:8080",
        ["Storage:Provider"] = "Postgres",
        ["Storage:ConnectionString"] = "Host=db;Database=b;Password=s3cret",
        ["Storage:KeyFile"] = _key,
        ["Storage:KeysCertificate"] = "keys.pfx",
        ["Proxy:KnownNetworks:0"] = "10.0.3.0/24",
    };

    public void Dispose() => File.Delete(_key);

    [Fact]
    public void SettingsThatFit_AreAccepted() => Check().ShouldBe("");

    [Fact]
    public void WithoutAnAddress_NothingElseIsNeeded()
    {
        _settings.Clear();
        Check().ShouldBe("");
    }

    [Theory]
    [InlineData("Cluster:Address", "10.0.3.11:8080", "Cluster:Address is '10.0.3.11:8080', which is not the address of a server.")]
    [InlineData("Cluster:Address", "ftp://node", "which is not the address of a server. Example: http://10.0.3.11:8080")]
    [InlineData("Cluster:Address", "http://node/path", "which is not the address of a server.")]
    [InlineData("Cluster:Address", "http://user:pw@node", "which is not the address of a server.")]
    [InlineData("Storage:Provider", "Sqlite", "on one database, which must be PostgreSQL. Set Storage:Provider=Postgres, or remove it.")]
    [InlineData("Storage:KeysCertificate", "", "so Storage:KeysCertificate must be, too")]
    [InlineData("Storage:KeyFile", "/missing/key", "so Storage:KeyFile '/missing/key' must exist: all dashboards have the same.")]
    [InlineData("Proxy:KnownNetworks:0", null, "so Proxy:KnownProxies or :KnownNetworks must name the other dashboards")]
    public void SettingThatDoesNotFit_IsNamed(string key, string? value, string says)
    {
        if (value is null)
            _settings.Remove(key);
        else
            _settings[key] = value;
        if (value == "Sqlite")
            _settings.Remove("Storage:ConnectionString");
        Check().ShouldContain(says);
    }

    private string Check()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.Services.AddLogging().AddStorage().AddProxy().AddCluster();
        using var output = new StringWriter();
        builder.Build().SettingsAreValid(output);
        return output.ToString();
    }
}
