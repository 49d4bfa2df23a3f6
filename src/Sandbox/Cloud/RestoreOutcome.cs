namespace BackupDashboard.Sandbox.Cloud;

internal abstract record RestoreOutcome
{
    public sealed record Started(Guid BoxId) : RestoreOutcome;

    public sealed record UnknownBackup : RestoreOutcome;

    public sealed record StillInProgress(bool AsTooManyRequests) : RestoreOutcome;

    public sealed record SlugTaken(string Slug) : RestoreOutcome;

    public sealed record LimitReached(int Limit) : RestoreOutcome;

    public sealed record AnotherBoxIsBeingCreated : RestoreOutcome;
}
