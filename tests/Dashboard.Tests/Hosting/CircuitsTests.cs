using BackupDashboard.Hosting;
using BackupDashboard.Layout;
using BackupDashboard.Shell;
using BackupDashboard.Tests.Shared;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Tests.Hosting;

public sealed class CircuitsTests
{
    private readonly CircuitCount _count = new(Options.Create(new CircuitsOptions { PerPerson = 2 }));

    private static CancellationToken Ct => RunningConsole.Cancellation;

    [Fact]
    public async Task OneTooMany_IsRefusedAndNotCounted()
    {
        (await OpenAsync("ada")).IsRefused.ShouldBeFalse();
        (await OpenAsync("ada")).IsRefused.ShouldBeFalse();
        (await OpenAsync("ada")).IsRefused.ShouldBeTrue();
        (await OpenAsync("grace")).IsRefused.ShouldBeFalse();
        _count.Of("oid of ada").ShouldBe(2);
    }

    [Fact]
    public async Task Closed_IsUncounted_Once()
    {
        var first = await OpenAsync("ada");
        await OpenAsync("ada");
        var refused = await OpenAsync("ada");

        await CloseAsync(refused);
        _count.Of("oid of ada").ShouldBe(2, "it was never counted");
        await CloseAsync(first);
        await CloseAsync(first);
        _count.Of("oid of ada").ShouldBe(1);
        (await OpenAsync("ada")).IsRefused.ShouldBeFalse();
    }

    [Fact]
    public async Task LostConnection_StillCounts()
    {
        var circuit = await OpenAsync("ada");
        await circuit.OnConnectionDownAsync(null!, Ct);
        _count.Of("oid of ada").ShouldBe(1);
    }

    [Fact]
    public async Task ManyAtOnce_NeverMoreThanThereMayBe()
    {
        var admissions = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => OpenAsync("ada"))));
        admissions.Count(admission => !admission.IsRefused).ShouldBe(2);
        foreach (var admission in admissions)
            await CloseAsync(admission);
        _count.Of("oid of ada").ShouldBe(0);
    }

    [Fact]
    public async Task Refused_Page_DrawsNothingAndLeadsAway()
    {
        await OpenAsync("ada");
        await OpenAsync("ada");
        var refused = await OpenAsync("ada");
        await using var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddSingleton(refused).AddSingleton<Browser>();
        context.Render<CircuitGate>().Markup.ShouldBeEmpty();
        context.JSInterop.Invocations["location.replace"].ShouldHaveSingleItem().Arguments.ShouldBe([Links.TooManyPages]);
    }

    [Fact]
    public void Settings_OfTheFramework_AreOursWhateverTheEnvironment()
    {
        using var provider = Services([]);
        var circuits = provider.GetRequiredService<IOptions<CircuitOptions>>().Value;
        circuits.DetailedErrors.ShouldBeFalse();
        circuits.DisconnectedCircuitMaxRetained.ShouldBe(20);
        circuits.DisconnectedCircuitRetentionPeriod.ShouldBe(TimeSpan.FromMinutes(3));
        circuits.JSInteropDefaultCallTimeout.ShouldBe(TimeSpan.FromSeconds(30));
        circuits.MaxBufferedUnacknowledgedRenderBatches.ShouldBe(10);
        var hubs = provider.GetRequiredService<IOptions<HubOptions>>().Value;
        hubs.EnableDetailedErrors.ShouldBe(false);
        hubs.MaximumReceiveMessageSize.ShouldBe(32_768);
        hubs.MaximumParallelInvocationsPerClient.ShouldBe(1);
    }

    [Fact]
    public void Settings_OfTheHubOfCircuits_AreTheSame()
    {
        using var provider = Services(new() { ["Circuits:MessageBytes"] = "5000", ["DetailedErrors"] = "true" });
        var hub = typeof(CircuitOptions).Assembly.GetType("Microsoft.AspNetCore.Components.Server.ComponentHub", throwOnError: true)!;
        var options = (IOptions<HubOptions>)provider.GetRequiredService(
            typeof(IOptions<>).MakeGenericType(typeof(HubOptions<>).MakeGenericType(hub)));
        options.Value.MaximumReceiveMessageSize.ShouldBe(5_000);
        options.Value.EnableDetailedErrors.ShouldBe(false);
        provider.GetRequiredService<IOptions<CircuitOptions>>().Value.DetailedErrors.ShouldBeFalse();
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<IWebHostEnvironment>(new TestEnvironment())
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddCircuits();
        services.AddRazorComponents().AddInteractiveServerComponents();
        return services.BuildServiceProvider();
    }

    private async Task<CircuitAdmission> OpenAsync(string person)
    {
        var admission = new CircuitAdmission(_count, new People(person), NullLogger<CircuitAdmission>.Instance);
        await admission.OnCircuitOpenedAsync(null!, Ct);
        return admission;
    }

    private static Task CloseAsync(CircuitAdmission admission) => admission.OnCircuitClosedAsync(null!, Ct);

    private sealed class People(string name) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(A.Person(name, [], [])));
    }
}
