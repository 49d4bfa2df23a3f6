namespace BackupDashboard.Sandbox.Cloud.Seeding;

/// <summary>How regularly a box was backed up before the sandbox started.</summary>
internal enum Cadence
{
    Never,
    Once,
    Monthly,
    Weekly,
    Daily,
}

/// <param name="Megabytes">The box's size today.</param>
internal sealed record SeedRow(string Slug, string Title, long Megabytes, Cadence Cadence, BoxKind Kind = BoxKind.KnowledgeBox);

internal sealed record SeedZone(string Slug, string Title, string Provider, SeedRow[] Rows);
