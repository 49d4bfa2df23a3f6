namespace BackupDashboard.Sandbox.Cloud;

internal abstract record RestoreOutcome
{
    public sealed record Started(Guid BoxId) : RestoreOutcome;

    public sealed record UnknownBackup : RestoreOutcome;

    /// <param name="AsTooManyRequests">The real cloud answers 409 or 429; this one alternates.</param>
    public sealed record StillInProgress(bool AsTooManyRequests) : RestoreOutcome;

    public sealed record SlugTaken(string Slug) : RestoreOutcome;

    public sealed record LimitReached(int Limit) : RestoreOutcome;

    public sealed record AnotherBoxIsBeingCreated : RestoreOutcome;
}
