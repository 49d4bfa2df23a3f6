using System.Security.Claims;

namespace BackupDashboard.Access;

internal sealed class SessionWatchers(ILogger<Sessions> logger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Watcher>> _watched = [];

    internal IReadOnlyList<string> Watched
    {
        get
        {
            lock (_gate)
                return [.. _watched.Keys];
        }
    }

    internal IDisposable Add(string id, string claims, Action<ClaimsPrincipal?> changed)
    {
        var watcher = new Watcher(this, id, claims, changed);
        lock (_gate)
        {
            if (_watched.TryGetValue(id, out var others))
                others.Add(watcher);
            else
                _watched[id] = [watcher];
        }

        return watcher;
    }

    internal void Tell(string id, string claims) => Tell(Of(id), watcher => watcher.Tell(claims));

    // isFarewell: the person signed out; otherwise the session was lost, and they can get it back.
    internal void End(string id, bool isFarewell)
    {
        // Found and removed in one step: a watcher added in between would be removed without notice.
        List<Watcher>? watchers;
        lock (_gate)
            _watched.Remove(id, out watchers);
        Tell(watchers ?? [], watcher => watcher.End(isFarewell));
    }

    private Watcher[] Of(string id)
    {
        lock (_gate)
            return _watched.TryGetValue(id, out var watchers) ? [.. watchers] : [];
    }

    private void Tell(IReadOnlyList<Watcher> watchers, Action<Watcher> tell)
    {
        foreach (var watcher in watchers)
        {
            try
            {
                tell(watcher);
            }
            catch (Exception exception)
            {
                // A page that fails here must not keep the others from being notified.
                Log.WatcherThrew(logger, exception);
            }
        }
    }

    private void Remove(Watcher watcher)
    {
        lock (_gate)
        {
            if (_watched.TryGetValue(watcher.Id, out var watchers) && watchers.Remove(watcher) && watchers.Count == 0)
                _watched.Remove(watcher.Id);
        }
    }

    private sealed class Watcher(SessionWatchers all, string id, string claims, Action<ClaimsPrincipal?> changed) : IDisposable
    {
        private readonly Lock _gate = new();
        private string _claims = claims;
        private volatile bool _isOver;

        public string Id => id;

        public void Tell(string now)
        {
            lock (_gate)
            {
                // The end is the last notification, whichever thread comes first.
                if (_isOver || now == _claims)
                    return;

                _claims = now;
                changed(SessionPrincipal.Read(id, now));
            }
        }

        public void End(bool isFarewell)
        {
            lock (_gate)
            {
                if (_isOver)
                    return;

                _isOver = true;
                changed(isFarewell ? null : SessionPrincipal.Lost);
            }
        }

        public void Dispose()
        {
            _isOver = true;
            all.Remove(this);
        }
    }
}
