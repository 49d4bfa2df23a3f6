using System.Runtime.InteropServices;
using BackupDashboard.Sandbox;
using BackupDashboard.Sandbox.Setup;

try
{
    await using var sandbox = await SandboxHost.StartAsync(Read(args));
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
catch (SandboxStartException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}

static SandboxOptions Read(string[] args)
{
    try
    {
        return new ConfigurationBuilder().AddCommandLine(args).Build().Get<SandboxOptions>() ?? new SandboxOptions();
    }
    catch (InvalidOperationException unreadable)
    {
        throw new SandboxStartException(unreadable.Message, unreadable);
    }
}

static void Announce(SandboxHost sandbox)
{
    if (sandbox.GlobalUrl is not null)
    {
        Tell("Global API and controls", sandbox.GlobalUrl);
        foreach (var zone in sandbox.Zones)
            Tell($"Zone {zone.Slug}", zone.Origin);
        Tell("Mail server, port", sandbox.MailPort);
        Tell("Inbox", new Uri(sandbox.GlobalUrl, "inbox"));
        Tell("Account", sandbox.AccountSlug);
        Tell("Token", sandbox.Token);
    }

    if (sandbox.Identity is { } identity)
        Tell("Identity provider", identity.Address);

    Console.WriteLine("This is the sandbox: a simulation, on this machine only. Ctrl+C ends it.");
}

static void Tell(string what, object value) => Console.WriteLine($"{what,-28}{value}");
