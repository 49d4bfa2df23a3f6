namespace BackupDashboard.Crash.Many;

/// <summary>Something that happens to several dashboards while people and programs use them.</summary>
/// <param name="Happens">Comes back when it has happened, and nothing was mended yet.</param>
/// <param name="Ends">Mends it.</param>
/// <param name="ActiveChanges">How often another one becomes active.</param>
/// <param name="MayComplain">Dashboards have reason to.</param>
internal sealed record Scenario(
    string Name, string Expected, Func<Task> Happens, Func<Task> Ends, int ActiveChanges = 1, bool MayComplain = false);

/// <param name="HubsFreshAfter">Until the last hub client had what changed in the cloud after it happened; null if it never did.</param>
/// <param name="PageFreshAfter">Until the open page showed it.</param>
internal sealed record Result(Scenario Scenario, TimeSpan? HubsFreshAfter, TimeSpan? PageFreshAfter, IReadOnlyList<string> Faults)
{
    public bool IsGood => Faults.Count == 0;
}
