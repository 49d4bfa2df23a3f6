using BackupDashboard.Nuclia.Calls;
using Refit;

namespace BackupDashboard.Nuclia.Wire;

internal interface IKnowledgeBoxApi
{
    [Get("/api/v1/kb/{knowledgeBoxId}/counters")]
    Task<CountersAnswer?> GetCountersAsync(string knowledgeBoxId, [Property(Call.Key)] Call call, CancellationToken cancellationToken);
}
