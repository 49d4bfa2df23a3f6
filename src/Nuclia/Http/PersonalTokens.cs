using BackupDashboard.Nuclia.Calls;
using BackupDashboard.Nuclia.Wire;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Nuclia.Http;

// The personal access tokens of the dashboard's user, as the cloud lists them: ids and expiry, not the tokens.
internal sealed class PersonalTokens(ApiFactory apis, CallRunner caller, IOptions<NucliaOptions> options, TimeProvider time)
{
    // A shorter id might be part of a token by chance.
    private const int ShortestId = 8;

    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(5);

    private volatile Finding? _last;

    // Returns null if the list cannot be read or does not say, or none of its tokens can be recognized as this one: by its id, which a JWT
    // names and other tokens contain.
    public async Task<DateTimeOffset?> ExpiryOfAsync(string token, CancellationToken cancellationToken)
    {
        if (_last is { } last && last.Token == token && time.GetElapsedTime(last.At) < last.Holds)
            return last.Expires;

        var listed = await caller.RunAsync("list personal tokens", options.Value.ReadTimeout, AskAsync, cancellationToken);
        var found = listed.TryGet(out var tokens, out _)
            ? new Finding(token, tokens.FirstOrDefault(one => IsOf(token, one.Id))?.Expires, time.GetTimestamp(), GoodFor)
            : new Finding(token, null, time.GetTimestamp(), PauseAfterFailure);
        _last = found;
        return found.Expires;
    }

    private async Task<PersonalTokenAnswer[]> AskAsync(Call call, CancellationToken cancellationToken) =>
        Answer.Whole(await apis.Global().ListPersonalTokensAsync(call, cancellationToken));

    private static bool IsOf(string token, string id) =>
        id.Length >= ShortestId && (token.Contains(id, StringComparison.Ordinal) || Jwt.TextOf(token, "jti") == id);

    private sealed class Finding(string token, DateTimeOffset? expires, long at, TimeSpan holds)
    {
        public string Token { get; } = token;
        public DateTimeOffset? Expires { get; } = expires;
        public long At { get; } = at;
        public TimeSpan Holds { get; } = holds;
    }
}
