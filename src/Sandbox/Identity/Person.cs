namespace BackupDashboard.Sandbox.Identity;

/// <summary>Somebody one can sign in as. Roles are app roles; groups are object ids of directory groups.</summary>
/// <param name="Blurb">What this person may do, in a sentence for whoever tries the dashboard.</param>
public sealed record Person(
    Guid ObjectId, string Name, string UserName, IReadOnlyList<string> Roles, IReadOnlyList<string> Groups, string Blurb);
