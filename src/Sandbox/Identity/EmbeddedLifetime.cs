namespace BackupDashboard.Sandbox.Identity;

/// <summary>Leaves signals to the process: the console's lifetime would catch Ctrl+C meant for the host around this server.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
