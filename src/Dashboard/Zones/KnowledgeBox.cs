namespace BackupDashboard.Zones;

/// <summary>A knowledge box of a zone. Retrieval agents are stored as boxes too and take slugs.</summary>
public sealed record KnowledgeBox(string Id, string Slug, string Title, bool IsAgent);
