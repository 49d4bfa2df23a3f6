namespace BackupDashboard.Sandbox.Cloud.Wire;

internal sealed record AccountListItem(string Id, string Slug, string Title, string Type, string ZoneVisibility)
{
    public static AccountListItem From(CloudAccount account) =>
        new(account.Id.ToString(), account.Slug, account.Title, "v3enterprise", "DEFAULT");
}

internal sealed record AccountDetail(
    string Id,
    string Slug,
    string Title,
    string Type,
    string ZoneVisibility,
    bool CanManageAccount,
    int CurrentUsers,
    int? MaxUsers,
    int CurrentKbs,
    int? MaxKbs,
    int CurrentAgents,
    int? MaxAgents,
    int CurrentMemories,
    int CurrentArags,
    string BlockingState,
    string[] BlockedFeatures,
    DateTimeOffset CreationDate,
    string Workflow,
    bool EulaAccepted)
{
    public static AccountDetail From(CloudAccount account, int boxes, int agents, int memories) => new(
        account.Id.ToString(),
        account.Slug,
        account.Title,
        "v3enterprise",
        "DEFAULT",
        CanManageAccount: true,
        CurrentUsers: 12,
        MaxUsers: 50,
        CurrentKbs: boxes,
        MaxKbs: account.MaxKnowledgeBoxes,
        CurrentAgents: agents,
        MaxAgents: 20,
        CurrentMemories: memories,
        CurrentArags: agents,
        "unblocked",
        [],
        account.Created,
        "classic",
        EulaAccepted: true);
}

internal sealed record ZoneItem(string Id, string Slug, string? Title, string CloudProvider, bool Private, string? Origin)
{
    public static ZoneItem From(CloudZone zone) =>
        new(zone.Id.ToString(), zone.Slug, zone.Title, zone.Provider, false, zone.Origin?.GetLeftPart(UriPartial.Authority));
}

internal sealed record UserDetail(string Id, string Name, string Email, string? Language, string Type, DateTimeOffset? LastLogin);
