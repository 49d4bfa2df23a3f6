namespace BackupDashboard.Sandbox.Cloud.Seeding;

internal enum Cadence
{
    Never,
    Once,
    Monthly,
    Weekly,
    Daily,
}

internal sealed record SeedRow(string Slug, string Title, long Megabytes, Cadence Cadence, BoxKind Kind = BoxKind.KnowledgeBox);

internal sealed record SeedZone(string Slug, string Title, string Provider, SeedRow[] Rows);
