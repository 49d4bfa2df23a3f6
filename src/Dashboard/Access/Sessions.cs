using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Tokens;

namespace BackupDashboard.Access;

// The valid sessions. A cookie only names one of them, so that it can be ended, and a person's rights are what the provider says now. A
// program's bearer token has no session: it is checked with every request.
internal sealed class Sessions(
    SessionStore store, SessionRefresh refresh, SessionWatchers watchers, IOptions<SessionOptions> options, TimeProvider time,
        ILogger<Sessions> logger)
    : ISessions
{
    private readonly ConcurrentDictionary<string, SessionSingleFlight> _lines = new();

    // Sessions of people who are signing out: until their end is written, they must not be reported as lost.
    private readonly ConcurrentDictionary<string, bool> _leaving = new();

    public Task<Confirmation> ConfirmAsync(ClaimsPrincipal person, CancellationToken cancellationToken) =>
        SessionPrincipal.IdOf(person) is { } id
            ? LineOf(id).AskAsync().WaitAsync(cancellationToken)
            : Task.FromResult(WithoutSession(person));

    // For reading only: confirmed within SessionOptions.ConfirmEvery, or now. Never Confirmation.Unreachable: the last confirmation then
    // counts for a while.
    public Task<Confirmation> KnownAsync(ClaimsPrincipal person, CancellationToken cancellationToken) =>
        SessionPrincipal.IdOf(person) is { } id ? KnownAsync(id, isDue: false, cancellationToken) : Task.FromResult(WithoutSession(person));

    public DateTimeOffset? SignedInAt(ClaimsPrincipal person) =>
        SessionPrincipal.IdOf(person) is { } id && store.Find(id) is { } session ? session.AuthenticatedAt ?? session.CreatedAt : null;

    public IEnumerable<ClaimsPrincipal> People => store.All.Select(session => SessionPrincipal.Read(session.Id, session.Claims));

    public IDisposable Watch(ClaimsPrincipal person, Action<ClaimsPrincipal?> changed) =>
        SessionPrincipal.IdOf(person) is { } id ? watchers.Add(id, SessionPrincipal.Write(person), changed) : new NothingToWatch();

    public async Task EndAsync(ClaimsPrincipal person)
    {
        if (SessionPrincipal.IdOf(person) is { } id)
            await EndAsync(id, person.GetObjectId(), "signed out", isFarewell: true);
    }

    internal async Task EndOfProviderAsync(string providerSession)
    {
        foreach (var session in store.OfProvider(providerSession))
            await EndAsync(session.Id, session.ObjectId, "signed out at the provider", isFarewell: true);
    }

    internal async Task<ClaimsPrincipal> BeginAsync(ClaimsPrincipal token, string refreshToken, string? earlier)
    {
        if (earlier is not null)
            await EndAsync(earlier, objectId: null, "signed in again");

        var now = time.GetUtcNow();
        var session = new SessionRow
        {
            Id = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32)),
            ObjectId = token.GetObjectId() ?? throw new InvalidOperationException("A signed-in user has an object id."),
            RefreshToken = refresh.Protect(refreshToken),
            Claims = SessionPrincipal.Write(token),
            ProviderSession = token.FindFirstValue("sid"),
            CreatedAt = now,
            AuthenticatedAt = AuthenticatedAt(token),
            ConfirmedAt = now,
            EndsAt = now + options.Value.Lifetime,
        };
        await store.AddAsync(session);
        return SessionPrincipal.Read(session.Id, session.Claims);
    }

    // Confirms every watched session, once for all of its watchers, and prunes those that are too old.
    internal async Task ConfirmWatchedAsync(CancellationToken cancellationToken)
    {
        var pruned = await store.PruneAsync(time.GetUtcNow());
        foreach (var id in pruned)
            Forget(id);
        if (pruned.Count > 0)
            Log.SessionsPruned(logger, pruned.Count);

        var several = new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(watchers.Watched, several, async (id, stop) => await ConfirmWatchedAsync(id, stop));
    }

    private async Task ConfirmWatchedAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await KnownAsync(id, isDue: true, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // One that cannot be read must not keep the others from being confirmed.
            Log.LoopThrew(logger, exception);
        }
    }

    private static DateTimeOffset? AuthenticatedAt(ClaimsPrincipal token) =>
        long.TryParse(token.FindFirstValue("auth_time"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static Confirmation WithoutSession(ClaimsPrincipal person) =>
        person.Identity?.IsAuthenticated is true ? new Confirmation.Confirmed(person) : new Confirmation.Ended();

    private async Task<Confirmation> KnownAsync(string id, bool isDue, CancellationToken cancellationToken)
    {
        if (await CurrentAsync(id) is not { } session)
            return new Confirmation.Ended();

        var line = LineOf(id);
        var now = time.GetUtcNow();
        if (isDue || !(IsRecent(session.ConfirmedAt, now) || (line.InVainAt is { } inVain && IsRecent(inVain, now))))
        {
            var confirmation = await line.JoinAsync().WaitAsync(cancellationToken);
            if (confirmation is not Confirmation.Unreachable)
                return confirmation;
        }

        // Read again: another node of this code may have confirmed it meanwhile.
        if (await CurrentAsync(id) is not { } known)
            return new Confirmation.Ended();
        if (time.GetUtcNow() - known.ConfirmedAt < options.Value.UnconfirmedFor)
            return new Confirmation.Confirmed(SessionPrincipal.Read(id, known.Claims));

        await EndAsync(id, known.ObjectId, "not confirmed for too long");
        return new Confirmation.Ended();
    }

    private async Task<Confirmation> AskAsync(string id)
    {
        var now = time.GetUtcNow();
        if (await CurrentAsync(id) is not { } session)
            return new Confirmation.Ended();

        switch (await refresh.RedeemAsync(session))
        {
            case RefreshAnswer.Fresh fresh:
                LineOf(id).InVainAt = null;
                if (!await store.TryConfirmAsync(id, fresh.RefreshToken, fresh.Claims, now))
                    return new Confirmation.Ended();

                watchers.Tell(id, fresh.Claims);
                return new Confirmation.Confirmed(SessionPrincipal.Read(id, fresh.Claims));
            case RefreshAnswer.Refused refused:
                await EndAsync(id, session.ObjectId, refused.Reason);
                return new Confirmation.Ended();
            default:
                LineOf(id).InVainAt = now;
                return new Confirmation.Unreachable();
        }
    }

    private async Task<SessionRow?> CurrentAsync(string id)
    {
        var session = store.Find(id);
        if (session is not null && session.EndsAt > time.GetUtcNow())
            return session;

        if (session is not null)
            await EndAsync(id, session.ObjectId, "too old");
        else
            Forget(id);
        return null;
    }

    private async Task EndAsync(string id, string? objectId, string reason, bool isFarewell = false)
    {
        if (isFarewell)
            _leaving[id] = true;
        try
        {
            if (await store.TryEndAsync(id))
                Log.SessionEnded(logger, objectId, reason);
            Forget(id);
        }
        finally
        {
            _leaving.TryRemove(id, out _);
        }
    }

    private void Forget(string id)
    {
        _lines.TryRemove(id, out _);
        watchers.End(id, isFarewell: _leaving.ContainsKey(id));
    }

    private bool IsRecent(DateTimeOffset moment, DateTimeOffset now) => moment <= now && now - moment < options.Value.ConfirmEvery;

    private SessionSingleFlight LineOf(string id) => _lines.GetOrAdd(id, _ => new SessionSingleFlight(() => AskAsync(id)));

    private sealed class NothingToWatch : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
