using System.Runtime.InteropServices;
using BackupDashboard.Sandbox;

try
{
    var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
    await using var sandbox = await SandboxHost.StartAsync(settings.Get<SandboxOptions>() ?? new SandboxOptions());
    Announce(sandbox);

    var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopOn);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopOn);
    await stop.Task;
    return 0;

    void StopOn(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.TrySetResult();
    }
}
catch (Exception failure) when (failure is SandboxStartException or InvalidOperationException { InnerException: FormatException })
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}

static void Announce(SandboxHost sandbox)
{
    if (sandbox.GlobalUrl is not null)
    {
        Console.WriteLine($"Global API and controls  {sandbox.GlobalUrl}");
        foreach (var zone in sandbox.Zones)
            Console.WriteLine($"Zone {zone.Slug,-20}{zone.Origin}");
        Console.WriteLine($"Account                  {sandbox.AccountSlug}");
        Console.WriteLine($"Token                    {sandbox.Token}");
    }

    if (sandbox.Identity is { } identity)
        Console.WriteLine($"Identity provider        {identity.Address}");

    Console.WriteLine("This is the sandbox: a simulation, on this machine only. Ctrl+C ends it.");
}
