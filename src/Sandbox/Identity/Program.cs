namespace BackupDashboard.Sandbox.Identity;

/// <summary>A program that gets tokens by client credentials; its object id is that of its service principal.</summary>
public sealed record Program(
    Guid ClientId, Guid ObjectId, string Name, string Secret, IReadOnlyList<string> Roles, string Blurb);
