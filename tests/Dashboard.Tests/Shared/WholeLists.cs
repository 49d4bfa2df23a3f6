using BackupDashboard.Nuclia;

namespace BackupDashboard.Tests.Shared;

/// <summary>Reads with nothing remembered.</summary>
internal static class WholeLists
{
    public static Task<NucliaResult<Listing<BackupItem>>> ListBackupsAsync(
        this INucliaReader reader, Zone zone, CancellationToken cancellationToken) =>
        reader.ListBackupsAsync(zone, new ListMemory<BackupItem>(), cancellationToken);

    public static Task<NucliaResult<Listing<KnowledgeBoxItem>>> ListKnowledgeBoxesAsync(
        this INucliaReader reader, Zone zone, KnowledgeBoxMode mode, CancellationToken cancellationToken) =>
        reader.ListKnowledgeBoxesAsync(zone, mode, new ListMemory<KnowledgeBoxItem>(), cancellationToken);
}
