using BackupDashboard.Access;
using BackupDashboard.Activities;
using BackupDashboard.Alarms;
using BackupDashboard.Api;
using BackupDashboard.Approvals;
using BackupDashboard.Calendars;
using BackupDashboard.Cluster;
using BackupDashboard.Coverage;
using BackupDashboard.Digests;
using BackupDashboard.Fingerprints;
using BackupDashboard.Hosting;
using BackupDashboard.Hubs;
using BackupDashboard.Inventory;
using BackupDashboard.Journal;
using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Layout;
using BackupDashboard.Notifications;
using BackupDashboard.Nuclia;
using BackupDashboard.Nuclia.Client;
using BackupDashboard.Operations;
using BackupDashboard.Platform;
using BackupDashboard.Restores;
using BackupDashboard.Retention;
using BackupDashboard.Schedules;
using BackupDashboard.Storage;
using BackupDashboard.Zones;
using Microsoft.Extensions.DependencyInjection.Extensions;

if (args is ["health", ..])
    return await HealthExtensions.ProbeAsync(args.ElementAtOrDefault(1));
if (args is ["move", ..])
    return await MoveVerb.RunAsync(args[1..], Console.Out, Console.Error);
if (args is ["verify", ..])
    return await VerifyVerb.RunAsync(args[1..]);

var builder = WebApplication.CreateBuilder(args);
#if SANDBOX
await using var sandbox = await builder.AddSandboxAsync();
#endif

// The sandbox has brought its own.
builder.Services.TryAddSingleton(TimeProvider.System);
builder.AddTelemetry();
builder.AddSignIn();
builder.AddProtection();
builder.Services.AddNuclia(builder.Configuration.GetSection("Nuclia"), allowHttp: builder.Environment.IsDevelopment());
builder.Services
    .AddStartupCheck<NucliaOptions>("Nuclia")
    .AddQuietStart()
    .AddHealth()
    .AddStorage()
    .AddProxy()
    .AddResponseHeaders()
    .AddOriginCheck()
    .AddLimits()
    .AddManagement()
    .AddCluster()
    .AddAccess()
    .AddZones()
    .AddHubs()
    .AddJournal()
    .AddKnowledgeBoxes()
    .AddOperations()
    .AddFingerprints()
    .AddRestores()
    .AddInventory()
    .AddAlarms()
    .AddNotifications()
    .AddActivity()
    .AddCoverage()
    .AddSchedules()
    .AddRetention()
    .AddDigests()
    .AddApprovals()
    .AddCalendars()
    .AddApi()
    .AddLayout();

var app = builder.Build();
if (!app.SettingsAreValid(Console.Error))
    return 1;

var standby = app.Services.GetRequiredService<Standby>();
if (await standby.WaitAsync(Console.Error) is { } code)
    return code;
if (!await app.StorageOpensAsync(Console.Error))
    return 1;

app.UseLastResort();
app.UseProxy();
app.UseResponseHeaders();
app.UseErrorPages();
app.UseProblems();
app.UseRouting();
app.UseOriginCheck();
app.UseSignInLimit();
app.UseAuthentication();
app.UseLimits();
app.UseAuthorization();
app.UseAntiforgery();

app.MapHealth(() => true);
app.MapSignIn();
app.MapHubs();
app.MapActivity();
app.MapCalendars();
app.MapApi();
app.MapLayout();

#if SANDBOX
if (sandbox is not null)
    await sandbox.FurnishAsync(app);
sandbox?.Announce(app);
#endif
if (await standby.StopAsync())
    return 0;
return await app.RunToTheEndAsync(Console.Error);
