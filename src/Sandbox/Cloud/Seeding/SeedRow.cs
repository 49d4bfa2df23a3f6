namespace BackupDashboard.Sandbox.Cloud.Seeding;

internal enum Cadence
{
    Never,
    Once,
    Monthly,
    Weekly,
    Daily,
}

internal sealed record SeedRow(string Slug, string Title, long Megabytes, Cadence Cadence, BoxKind Kind = BoxKind.KnowledgeBox)
{
    // Of its newest backup, in days; null for one of the last day. Somebody has forgotten some boxes.
    public double? NewestAge { get; init; }
}

internal sealed record SeedZone(string Slug, string Title, string Provider, SeedRow[] Rows);
