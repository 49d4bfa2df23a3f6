using BackupDashboard.Platform;
using BackupDashboard.Sandbox;
using BackupDashboard.Sandbox.Identity;
using BackupDashboard.Sandbox.Setup;
using Microsoft.Data.Sqlite;

namespace BackupDashboard.Hosting;

internal static class SandboxExtensions
{
    public static async Task<Running?> AddSandboxAsync(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Sandbox").Get<SandboxOptions>() ?? new SandboxOptions();
        if (!builder.Environment.IsDevelopment() || !(options.Cloud || options.Identity))
            return null;

        SandboxHost sandbox;
        try
        {
            sandbox = await SandboxHost.StartAsync(options);
        }
        catch (SandboxStartException exception)
        {
            builder.Services.AddSingleton(new StartupProblem(exception.Message));
            return null;
        }

        // The cloud starts empty every time: a journal of an earlier run would miss all of it.
        var folder = options.Cloud ? Directory.CreateTempSubdirectory("backup-dashboard-") : null;
        builder.Configuration.AddInMemoryCollection(Settings(sandbox, folder));
        return new Running(sandbox, folder);
    }

    public static void Announce(this Running running, WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var sandbox = running.Host;
        Console.WriteLine();
        Console.WriteLine($"  BackupDashboard  {string.Join("  ", app.Urls)}");
        Console.WriteLine(sandbox.GlobalUrl is { } cloud
            ? $"  This is the sandbox: a small cloud on this machine, at {cloud}. Nothing here touches Nuclia."
            : $"  CAREFUL: only the sign-in is the sandbox's. The cloud is the real one, at {app.Configuration["Nuclia:GlobalUrl"]}.");
        if (sandbox.Identity is not null)
        {
            Console.WriteLine("  Sign in as one of:");
            foreach (var person in IdentityServer.People)
                Console.WriteLine($"    {person.Name,-22} {person.Blurb}");
        }

        Console.WriteLine();
    });

    private static Dictionary<string, string?> Settings(SandboxHost sandbox, DirectoryInfo? folder)
    {
        var settings = new Dictionary<string, string?>();
        if (sandbox.GlobalUrl is { } cloud && folder is not null)
        {
            settings["Shell:Environment"] = "SANDBOX";
            settings["Nuclia:GlobalUrl"] = cloud.ToString();
            settings["Nuclia:Account"] = sandbox.AccountSlug;
            settings["Nuclia:Token"] = sandbox.Token;
            settings["Nuclia:TokenFile"] = null;
            settings["Restores:BoxUrl"] = "";
            settings["Storage:Path"] = Path.Combine(folder.FullName, "sandbox.db");
            settings["Storage:KeyFile"] = Path.Combine(folder.FullName, "journal.key");
            settings["Storage:HeadFile"] = "";
            settings["Storage:KeysPath"] = Path.Combine(folder.FullName, "keys");
        }

        if (sandbox.Identity is { } identity)
        {
            settings["AzureAd:Instance"] = identity.Address.ToString();
            settings["AzureAd:TenantId"] = IdentityServer.TenantId;
            settings["AzureAd:ClientId"] = IdentityServer.ClientId;
            settings["AzureAd:ClientSecret"] = IdentityServer.ClientSecret;
        }

        return settings;
    }

    internal sealed class Running(SandboxHost host, DirectoryInfo? folder) : IAsyncDisposable
    {
        public SandboxHost Host { get; } = host;

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            // The pool keeps the database open.
            SqliteConnection.ClearAllPools();
            folder?.Delete(recursive: true);
        }
    }
}
