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

internal sealed record ZoneItem(string Id, string Slug, string Title, string CloudProvider, bool Private, string? Origin)
{
    public static ZoneItem From(CloudZone zone) =>
        new(zone.Id.ToString(), zone.Slug, zone.Title, zone.Provider, false, zone.Origin?.GetLeftPart(UriPartial.Authority));
}

internal sealed record AccountStatus(bool Available);

internal sealed record BoxIndexItem(string AccountId, string KbId, string KbMode, string ZoneId)
{
    public static BoxIndexItem From(CloudBox box, CloudZone zone, CloudAccount account) => new(
        account.Id.ToString(),
        box.Identity.Id.ToString(),
        box.Kind switch
        {
            BoxKind.KnowledgeBox => "kb",
            BoxKind.Agent => "agent",
            BoxKind.AgentWithoutMemory => "agent_no_memory",
            _ => throw new InvalidOperationException($"No mode for {box.Kind}"),
        },
        zone.Id.ToString());
}

internal sealed record WelcomeDetail(UserDetail Preferences, string[] Accounts, bool Create, AccountReference[] DependantAccounts);

internal sealed record AccountReference(string Id, string Slug);

internal sealed record PersonalTokenItem(string Id, string Description, DateTimeOffset? Expires);

internal sealed record UserDetail(string Id, string Name, string Email, string? Language, string Type, DateTimeOffset? LastLogin);
