using BackupDashboard.Platform;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Hosting;

internal static class CircuitsExtensions
{
    public static IServiceCollection AddCircuits(this IServiceCollection services)
    {
        services.AddSettings<CircuitsOptions>(CircuitsOptions.Section);
        services.AddSingleton<CircuitCount>();
        services.AddScoped<CircuitAdmission>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitAdmission>());
        services.AddOptions<CircuitOptions>().Configure<IOptions<CircuitsOptions>>((circuits, settings) =>
        {
            circuits.DisconnectedCircuitMaxRetained = settings.Value.Retained;
            circuits.DisconnectedCircuitRetentionPeriod = settings.Value.RetainedFor;
            circuits.JSInteropDefaultCallTimeout = settings.Value.ScriptTimeout;
            circuits.MaxBufferedUnacknowledgedRenderBatches = settings.Value.UnacknowledgedBatches;
        });
        // In every environment, whatever the framework's own setting says: a browser is no place for a stack trace.
        services.PostConfigure<CircuitOptions>(circuits => circuits.DetailedErrors = false);
        services.AddOptions<HubOptions>().Configure<IOptions<CircuitsOptions>>((hubs, settings) =>
        {
            hubs.EnableDetailedErrors = false;
            hubs.MaximumReceiveMessageSize = settings.Value.MessageBytes;
            hubs.MaximumParallelInvocationsPerClient = settings.Value.ParallelInvocations;
        });
        return services;
    }
}
