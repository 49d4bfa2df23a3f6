namespace BackupDashboard.Nuclia;

/// <summary>
/// Everything that is asked of Nuclia without changing it. Safe to repeat, so it is: with jittered retries, a time-out per
/// attempt, a total budget, and a circuit breaker for each host, so that one dead zone hinders no other.
/// </summary>
/// <remarks>
/// Every failure is a <see cref="NucliaResult{T}"/>; only the caller's own cancellation throws <see cref="OperationCanceledException"/>.
/// </remarks>
public interface INucliaReader
{
    /// <summary>The configured account, with how many knowledge boxes it has and may have.</summary>
    Task<NucliaResult<Account>> GetAccountAsync(CancellationToken cancellationToken);

    /// <summary>The account's zones, without those whose slug or address must not be trusted.</summary>
    Task<NucliaResult<Listing<Zone>>> ListZonesAsync(CancellationToken cancellationToken);

    /// <summary>All backups of the account in this zone, finished or not, in the cloud's order.</summary>
    /// <param name="memory">Of this zone's backups. A read after the first with the same memory returns what is new.</param>
    Task<NucliaResult<Listing<BackupItem>>> ListBackupsAsync(
        Zone zone, ListMemory<BackupItem> memory, CancellationToken cancellationToken);

    /// <summary>The knowledge boxes of one kind in this zone; agents are stored as knowledge boxes and take slugs too.</summary>
    /// <param name="memory">Of this zone's boxes of this kind, as for backups.</param>
    Task<NucliaResult<Listing<KnowledgeBoxItem>>> ListKnowledgeBoxesAsync(
        Zone zone, KnowledgeBoxMode mode, ListMemory<KnowledgeBoxItem> memory, CancellationToken cancellationToken);

    /// <summary>What one knowledge box holds at this moment.</summary>
    Task<NucliaResult<Counters>> GetCountersAsync(Zone zone, string knowledgeBoxId, CancellationToken cancellationToken);

    /// <summary>How many resources of one knowledge box were added or modified since then. Removed ones are not counted.</summary>
    Task<NucliaResult<long>> CountModifiedAsync(
        Zone zone, string knowledgeBoxId, DateTimeOffset since, CancellationToken cancellationToken);
}
