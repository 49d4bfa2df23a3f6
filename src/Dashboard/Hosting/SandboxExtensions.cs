using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Platform;
using BackupDashboard.Sandbox;
using BackupDashboard.Sandbox.Identity;
using BackupDashboard.Sandbox.Setup;
using Microsoft.Data.Sqlite;

namespace BackupDashboard.Hosting;

internal static class SandboxExtensions
{
    private static readonly Actor Setter = new("sandbox", "The sandbox");

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
        builder.Configuration.AddInMemoryCollection(Settings(sandbox, folder, builder.Configuration["urls"]));
        builder.Services.AddSingleton<TimeProvider>(sandbox.Clock);
        return new Running(sandbox, folder, options.Cloud && options.Rules);
    }

    /// <summary>Gives the empty journal the schedules, goals and retention rules of people who are not here to set them.</summary>
    public static async Task FurnishAsync(this Running running, WebApplication app)
    {
        if (!running.HasRules)
            return;

        var (requests, now) = (app.Services.GetRequiredService<OperationRequests>(), running.Host.Clock.GetUtcNow());
        foreach (var schedule in Schedules(now))
        {
            await RecordAsync(
                OperationKind.SetSchedule, schedule.Target, SlugPattern.Everything, rule => rule with { Schedule = schedule });
        }

        foreach (var (pattern, days) in new[] { ("legal-*", 7), ("docs-*", 2) })
        {
            var scope = new BoxScope(BoxScope.EveryZone, null, pattern);
            await RecordAsync(
                OperationKind.SetGoal, scope.Target("goal"), pattern, rule => rule with { Goal = new Goal(TimeSpan.FromDays(days)) });
        }

        var empty = new BoxScope(BoxScope.EveryZone, null, "sandbox_*");
        await RecordAsync(
            OperationKind.Exempt,
            empty.Target("exemption"),
            empty.Slug,
            rule => rule with { Reason = "Empty on purpose, for tests of the search page", ExemptUntil = now.AddDays(30) });

        var standard = Standard();
        await RecordAsync(
            OperationKind.SetRetention, standard.Target, SlugPattern.Everything, rule => rule with { Retention = standard });

        var mail = Mail(running.Host.MailPort);
        await RecordAsync(
            OperationKind.SetChannel, mail.Target, SlugPattern.Everything, rule => rule with { Channel = mail });
        var route = Everything(mail);
        await RecordAsync(OperationKind.SetRoute, route.Target, SlugPattern.Everything, rule => rule with { Route = route });

        Task RecordAsync(OperationKind kind, string target, string pattern, Func<Operation, Operation> complete) =>
            requests.RequestAsync(
                complete(new Operation
                {
                    Id = Guid.CreateVersion7(now),
                    Kind = kind,
                    Zone = BoxScope.EveryZone,
                    Target = target,
                    KnowledgeBoxId = "",
                    KnowledgeBoxSlug = pattern,
                    Actor = Setter,
                    RequestedAt = now,
                    State = OperationState.Succeeded,
                    EndedAt = now,
                }),
                Grants.None,
                CancellationToken.None);
    }

    private static IEnumerable<Schedule> Schedules(DateTimeOffset now) =>
    [
        Schedule("Nightly, all boxes", null, "*", "0 2 * * *", "Europe/Berlin", TimeSpan.FromHours(4)) with
        {
            Spread = TimeSpan.FromHours(1),
        },
        Schedule("Search, every 15 minutes", "Search team", "search-*", "*/15 * * * *", "UTC", TimeSpan.FromMinutes(10)),
        Schedule("Support, on Sundays", "Operators", "support-*", "30 3 * * 0", "America/New_York", TimeSpan.FromHours(2)) with
        {
            PausedUntil = now.AddDays(10),
        },
    ];

    // It only shows what it would delete.
    private static RetentionRule Standard() => new()
    {
        Id = Guid.NewGuid(),
        Name = "Standard",
        Team = "Operators",
        CreatedBy = Setter,
        Terms = new RetentionTerms
        {
            Scope = RetentionScope.All,
            Boxes = [new BoxScope(BoxScope.EveryZone, null, SlugPattern.Everything)],
            Keep = new RetentionCounts(Last: 2, Hourly: 0, Daily: 7, Weekly: 4, Monthly: 6, Yearly: 0),
            MinimumAge = TimeSpan.FromHours(24),
            TimeZone = "Europe/Berlin",
        },
    };

    private static NotificationChannel Mail(int port) => new()
    {
        Id = Guid.NewGuid(),
        Name = "Inbox of the sandbox",
        Kind = ChannelKind.Email,
        CreatedBy = Setter,
        Mail = new MailSettings
        {
            Host = "localhost",
            Port = port,
            Security = MailSecurity.None,
            From = "backups@example.com",
            To = ["operators@example.com"],
        },
    };

    private static NotificationRoute Everything(NotificationChannel channel) => new()
    {
        Id = Guid.NewGuid(),
        Name = "Warnings and errors, by mail",
        CreatedBy = Setter,
        Channels = [channel.Id],
        Gather = TimeSpan.FromSeconds(10),
        Digest = new NotificationDigest(new TimeOnly(7, 0), "UTC"),
    };

    private static Schedule Schedule(string name, string? team, string pattern, string cron, string zone, TimeSpan window) => new()
    {
        Id = Guid.NewGuid(),
        Name = name,
        Team = team,
        CreatedBy = Setter,
        Boxes = [new BoxScope(BoxScope.EveryZone, null, pattern)],
        Cron = cron,
        TimeZone = zone,
        StartWindow = window,
    };

    public static void Announce(this Running running, WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var sandbox = running.Host;
        Console.WriteLine();
        Console.WriteLine($"  BackupDashboard  {string.Join("  ", app.Urls)}");
        Console.WriteLine(sandbox.GlobalUrl is { } cloud
            ? $"  This is the sandbox: a small cloud on this machine, at {cloud}. Nothing here touches Nuclia."
            : $"  CAREFUL: only the sign-in is the sandbox's. The cloud is the real one, at {app.Configuration["Nuclia:GlobalUrl"]}.");
        if (sandbox.GlobalUrl is { } url)
            Console.WriteLine($"  Its mail is in the inbox at {new Uri(url, "inbox")}");
        if (sandbox.Identity is not null)
        {
            Console.WriteLine("  Sign in as one of:");
            foreach (var person in IdentityServer.People)
                Console.WriteLine($"    {person.Name,-22} {person.Blurb}");
        }

        Console.WriteLine();
    });

    private static Dictionary<string, string?> Settings(SandboxHost sandbox, DirectoryInfo? folder, string? urls)
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
            settings["Notifications:AllowedNetworks:0"] = "127.0.0.0/8";
            settings["Notifications:AllowedNetworks:1"] = "::1/128";
            settings["Notifications:AllowHttp"] = "true";
            settings["Notifications:BaseUrl"] = urls?.Split(';')[0] is { } url && !url.EndsWith(":0", StringComparison.Ordinal) ? url : "";
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

    internal sealed class Running(SandboxHost host, DirectoryInfo? folder, bool hasRules) : IAsyncDisposable
    {
        public SandboxHost Host { get; } = host;

        public bool HasRules { get; } = hasRules;

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            // The pool keeps the database open.
            SqliteConnection.ClearAllPools();
            folder?.Delete(recursive: true);
        }
    }
}
