namespace BackupDashboard.Sandbox.Cloud;

internal sealed record Operation(string Name)
{
    public const string All = "all";

    // A path or a method that the contract does not have.
    public static readonly Operation Unknown = new("unknown");

    public static readonly Operation List = new("list");
    public static readonly Operation Create = new("create");
    public static readonly Operation Delete = new("delete");
    public static readonly Operation Restore = new("restore");
    public static readonly Operation Boxes = new("kbs");
    public static readonly Operation Box = new("kb");
    public static readonly Operation DeleteBox = new("delete-kb");
    public static readonly Operation BoxById = new("kb-by-id");
    public static readonly Operation BoxBySlug = new("kb-by-slug");
    public static readonly Operation Counters = new("counters");
    public static readonly Operation Catalog = new("catalog");
    public static readonly Operation Accounts = new("accounts");
    public static readonly Operation Account = new("account");
    public static readonly Operation Zones = new("zones");
    public static readonly Operation AllZones = new("all-zones");
    public static readonly Operation User = new("user");
    public static readonly Operation Welcome = new("welcome");
    public static readonly Operation PersonalTokens = new("pa-tokens");
    public static readonly Operation BoxIndex = new("index-kbs");
    public static readonly Operation AccountStatus = new("account-status");

    public static readonly IReadOnlyList<string> Names =
    [
        .. new[] { List, Create, Delete, Restore, Boxes, Box, DeleteBox, BoxById, BoxBySlug, Counters, Catalog }.Select(one => one.Name),
        .. new[] { Accounts, Account, Zones, AllZones, User, Welcome, PersonalTokens, BoxIndex, AccountStatus,
            Unknown }.Select(one => one.Name),
        All,
    ];

    public bool IsCommand => this == Create || this == Delete || this == Restore;

    public static Operation Of(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<Operation>() ?? Unknown;
}
