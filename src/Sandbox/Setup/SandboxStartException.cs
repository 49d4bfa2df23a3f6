namespace BackupDashboard.Sandbox.Setup;

/// <summary>The sandbox could not start, for the reason in its message; nothing of it is left running.</summary>
public sealed class SandboxStartException(string message, Exception? inner = null) : Exception(message, inner);
