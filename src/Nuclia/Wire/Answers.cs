namespace BackupDashboard.Nuclia.Wire;

// What the contract requires is `required` and not nullable here: an answer without it is unreadable, and the reason names it.

internal sealed record AccountAnswer
{
    public required string Id { get; init; }
    public required string Slug { get; init; }
    public required string Title { get; init; }
    public required int CurrentKbs { get; init; }
    public int? MaxKbs { get; init; }
    public string? BlockingState { get; init; }
}

internal sealed record PersonalTokenAnswer
{
    public required string Id { get; init; }
    public DateTimeOffset? Expires { get; init; }
}

internal sealed record ZoneAnswer
{
    public required string Id { get; init; }
    public required string Slug { get; init; }
    public string? Title { get; init; }
    public string? Origin { get; init; }
}

internal sealed record BackupAnswer
{
    public required string Id { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public long? Size { get; init; }
    public required BackedUpAnswer KbData { get; init; }
}

internal sealed record BackedUpAnswer
{
    public required string Id { get; init; }
    public required string Slug { get; init; }
    public required string Title { get; init; }
    public required DateTimeOffset Created { get; init; }
}

internal sealed record KnowledgeBoxAnswer
{
    public required string Id { get; init; }
    public required string Slug { get; init; }
    public required string Title { get; init; }
}

internal sealed record CountersAnswer
{
    public required long Resources { get; init; }
    public required long Paragraphs { get; init; }
    public required long Fields { get; init; }
    public required long Sentences { get; init; }
}

internal sealed record CatalogAnswer
{
    public required CatalogMatches Fulltext { get; init; }
}

internal sealed record CatalogMatches
{
    public required long Total { get; init; }
}

internal sealed record IdAnswer
{
    public required string Id { get; init; }
}
