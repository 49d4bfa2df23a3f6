namespace BackupDashboard.Nuclia;

/// <summary>One knowledge box of a zone.</summary>
/// <param name="Id">The id (a UUID).</param>
/// <param name="Slug">The name used in addresses.</param>
/// <param name="Title">The name shown to people.</param>
public sealed record KnowledgeBoxItem(string Id, string Slug, string Title);

/// <summary>Which kind of knowledge box to list.</summary>
public enum KnowledgeBoxMode
{
    Kb,

    // Retrieval agents, with and without memory.
    Agents,
}
