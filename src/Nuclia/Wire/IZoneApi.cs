using BackupDashboard.Nuclia.Calls;
using Refit;

namespace BackupDashboard.Nuclia.Wire;

internal interface IZoneApi
{
    [Get("/api/v1/account/{accountId}/backups")]
    Task<HttpResponseMessage> ListBackupsAsync(string accountId, [Property(Call.Key)] Call call, CancellationToken cancellationToken);

    [Get("/api/v1/account/{accountId}/kbs?include_search_configs=false")]
    Task<HttpResponseMessage> ListKnowledgeBoxesAsync(
        string accountId, [Query] string mode, [Property(Call.Key)] Call call, CancellationToken cancellationToken);
}
