using BackupDashboard.Nuclia.Calls;
using Refit;

namespace BackupDashboard.Nuclia.Wire;

internal interface IKnowledgeBoxApi
{
    [Get("/api/v1/kb/{knowledgeBoxId}/counters")]
    Task<CountersAnswer?> GetCountersAsync(string knowledgeBoxId, [Property(Call.Key)] Call call, CancellationToken cancellationToken);

    /// <summary>A read, although it is a POST: it may be repeated.</summary>
    [Post("/api/v1/kb/{knowledgeBoxId}/catalog")]
    Task<CatalogAnswer?> ListResourcesAsync(
        string knowledgeBoxId, [Body] CatalogRequest request, [Property(Call.Key)] Call call, CancellationToken cancellationToken);
}
