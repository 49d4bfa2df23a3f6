namespace BackupDashboard.Sandbox.Cloud.Wire;

internal sealed record CreatedId(Guid Id);

internal sealed record KbData(Guid Id, string Slug, string Title, DateTimeOffset Created);

internal sealed record BackupItem(
    Guid Id,
    Guid AccountId,
    DateTimeOffset StartedAt,
    KbData KbData,
    DateTimeOffset? FinishedAt,
    long? Size)
{
    public static BackupItem From(CloudBackup backup, Guid accountId, Moment moment)
    {
        var source = backup.Source;
        var finished = backup.FinishedBy(moment);
        return new BackupItem(
            backup.Id,
            accountId,
            backup.StartedAt,
            new KbData(source.Id, source.Slug, source.Title, source.Created),
            finished,
            finished is null ? null : backup.Bytes);
    }
}
