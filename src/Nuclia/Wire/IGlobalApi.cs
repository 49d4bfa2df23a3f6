using BackupDashboard.Nuclia.Calls;
using Refit;

namespace BackupDashboard.Nuclia.Wire;

internal interface IGlobalApi
{
    [Get("/api/v1/account/{account}")]
    Task<AccountAnswer?> GetAccountAsync(string account, [Property(Call.Key)] Call call, CancellationToken cancellationToken);

    [Get("/api/v1/user/pa_tokens")]
    Task<PersonalTokenAnswer[]?> ListPersonalTokensAsync([Property(Call.Key)] Call call, CancellationToken cancellationToken);

    [Get("/api/v1/account/{account}/zones")]
    Task<HttpResponseMessage> ListZonesAsync(string account, [Property(Call.Key)] Call call, CancellationToken cancellationToken);
}
