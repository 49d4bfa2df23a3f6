namespace BackupDashboard.Sandbox.Setup;

/// <summary>The sandbox could not start for a reason that its message tells a person; nothing of it is left running.</summary>
public sealed class SandboxStartException(string message, Exception? inner = null) : Exception(message, inner);
