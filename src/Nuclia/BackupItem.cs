namespace BackupDashboard.Nuclia;

/// <summary>One backup as the cloud lists it. There is no state: a backup is either finished or not.</summary>
/// <param name="Id">The backup's id (a UUID).</param>
/// <param name="StartedAt">When the cloud started it.</param>
/// <param name="FinishedAt">When it was complete; null while it is not.</param>
/// <param name="Size">Size in bytes; null until it is complete, and sometimes after.</param>
/// <param name="KnowledgeBox">The knowledge box as it was when the backup was started; it may be gone by now.</param>
public sealed record BackupItem(
    string Id, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, long? Size, KnowledgeBoxReference KnowledgeBox);

/// <summary>What a backup remembers of its knowledge box.</summary>
/// <param name="Id">The id (a UUID).</param>
/// <param name="Slug">The slug at the time of the backup.</param>
/// <param name="Title">The title at the time of the backup.</param>
/// <param name="Created">When the knowledge box was created.</param>
public sealed record KnowledgeBoxReference(string Id, string Slug, string Title, DateTimeOffset Created);
