namespace BackupDashboard.Sandbox.Cloud.Wire;

internal sealed record KnowledgeBoxSummary(
    string Id,
    string Slug,
    string Zone,
    string Title,
    string State,
    string? Description,
    string? RoleOnKb,
    string[]? AllowedOrigins,
    string[]? AllowedIpAddresses,
    IReadOnlyDictionary<string, object>? SearchConfigs,
    string? ExternalIndexProvider,
    bool EnforceSecurity)
{
    public static KnowledgeBoxSummary From(CloudBox box, CloudZone zone, bool withSearchConfigs) => new(
        box.Identity.Id.ToString(),
        box.Identity.Slug,
        zone.Slug,
        box.Identity.Title,
        "PRIVATE",
        box.Description,
        "SOWNER",
        null,
        null,
        withSearchConfigs ? SampleSearchConfigs.All : null,
        null,
        EnforceSecurity: false);
}

internal sealed record KnowledgeBoxDetail(
    string Id,
    string Slug,
    string AccountId,
    string Zone,
    string Title,
    string? Description,
    string State,
    DateTimeOffset Created,
    bool? Admin,
    bool? Contrib,
    string[]? AllowedOrigins,
    string[]? AllowedIpAddresses,
    IReadOnlyDictionary<string, object> SearchConfigs,
    string? ExternalIndexProvider,
    bool EnforceSecurity)
{
    public static KnowledgeBoxDetail From(CloudBox box, CloudZone zone, CloudAccount account) => new(
        box.Identity.Id.ToString(),
        box.Identity.Slug,
        account.Id.ToString(),
        zone.Slug,
        box.Identity.Title,
        box.Description,
        "PRIVATE",
        box.Identity.Created,
        Admin: true,
        Contrib: true,
        null,
        null,
        SampleSearchConfigs.All,
        null,
        EnforceSecurity: false);
}

internal static class SampleSearchConfigs
{
    public static IReadOnlyDictionary<string, object> All { get; } = new Dictionary<string, object>
    {
        ["default"] = Config("Answer from the documents alone and name the source of every sentence."),
        ["short"] = Config("Answer in one sentence, or say that the documents do not tell."),
    };

    private static Dictionary<string, object> Config(string prompt) => new()
    {
        ["kind"] = "ask",
        ["config"] = new Dictionary<string, object>
        {
            ["features"] = new[] { "keyword", "semantic" },
            ["prompt"] = new Dictionary<string, object> { ["system"] = prompt },
            ["top_k"] = 20,
            ["reranker"] = "predict",
        },
    };
}
