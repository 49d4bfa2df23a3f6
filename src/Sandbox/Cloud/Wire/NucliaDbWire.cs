namespace BackupDashboard.Sandbox.Cloud.Wire;

internal sealed record CountersItem(long Resources, long Paragraphs, long Fields, long Sentences, string[]? Shards, double IndexSize)
{
    public static CountersItem From(Counters counters) => new(
        counters.Resources, counters.Paragraphs, counters.Fields, counters.Sentences, null, counters.IndexSize);
}

internal sealed record BoxInDatabase(string Uuid, string Slug, BoxConfig Config, SemanticModel Model)
{
    public static BoxInDatabase From(CloudBox box) => new(
        box.Identity.Id.ToString(),
        box.Identity.Slug,
        new BoxConfig(box.Identity.Slug, box.Identity.Title, box.Description, EnforceSecurity: false),
        new SemanticModel("dot", 1024, null));
}

internal sealed record BoxConfig(string Slug, string Title, string? Description, bool EnforceSecurity);

internal sealed record SemanticModel(string SimilarityFunction, int VectorDimension, double? DefaultMinScore);

internal sealed record CatalogPage(IReadOnlyDictionary<string, Resource> Resources, Fulltext Fulltext);

internal sealed record Resource(
    string Id, string Slug, string Title, ResourceStatus Metadata, DateTimeOffset Created, DateTimeOffset Modified);

internal sealed record ResourceStatus(string Status, string Language);

internal sealed record Fulltext(
    IReadOnlyList<FulltextResult> Results, long Total, int PageNumber, int PageSize, bool NextPage, double MinScore);

internal sealed record FulltextResult(double Score, string Rid, string FieldType, string Field);
