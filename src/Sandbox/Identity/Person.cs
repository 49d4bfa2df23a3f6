namespace BackupDashboard.Sandbox.Identity;

/// <summary>A test account. Roles are app roles; groups are object ids of directory groups.</summary>
/// <param name="Blurb">What this person can do, in a sentence for people who try the dashboard.</param>
public sealed record Person(
    Guid ObjectId, string Name, string UserName, IReadOnlyList<string> Roles, IReadOnlyList<string> Groups, string Blurb);
