namespace BackupDashboard.Nuclia;

/// <summary>The Nuclia account of this installation.</summary>
/// <param name="Id">The id (a UUID) in the zones' paths.</param>
/// <param name="Slug">The name used in addresses.</param>
/// <param name="Title">The name shown to people.</param>
/// <param name="CurrentKnowledgeBoxes">How many knowledge boxes exist now, over all zones.</param>
/// <param name="MaxKnowledgeBoxes">How many may exist; null means no limit.</param>
/// <param name="BlockingState">Why the cloud blocks the account ("quota", "trial_expired", …); "unblocked" if it does not.</param>
public sealed record Account(
    string Id, string Slug, string Title, int CurrentKnowledgeBoxes, int? MaxKnowledgeBoxes, string BlockingState = Account.Unblocked)
{
    internal const string Unblocked = "unblocked";

    /// <summary>True when the cloud refuses work for this account, whatever its limits.</summary>
    public bool IsBlocked => BlockingState != Unblocked;
}
