using BackupDashboard.Nuclia.Calls;
using Refit;

namespace BackupDashboard.Nuclia.Wire;

/// <summary>Apart from <see cref="IZoneApi"/>, so that no command can be sent through the client that retries.</summary>
internal interface IZoneCommandApi
{
    [Post("/api/v1/account/{accountId}/backups")]
    Task<IdAnswer?> CreateBackupAsync(
        string accountId, [Body] CreateBackupRequest request, [Property(Call.Key)] Call call, CancellationToken cancellationToken);

    [Delete("/api/v1/account/{accountId}/backup/{backupId}")]
    Task DeleteBackupAsync(string accountId, string backupId, [Property(Call.Key)] Call call, CancellationToken cancellationToken);

    [Post("/api/v1/account/{accountId}/backup/{backupId}/restore")]
    Task<IdAnswer?> RestoreBackupAsync(
        string accountId, string backupId, [Body] RestoreBackupRequest request, [Property(Call.Key)] Call call,
            CancellationToken cancellationToken);
}
