namespace BackupDashboard.Sandbox.Setup;

/// <param name="Slug">The zone's name.</param>
/// <param name="Origin">Where its API answers.</param>
public sealed record SandboxZone(string Slug, Uri Origin);
