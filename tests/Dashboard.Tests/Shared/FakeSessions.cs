using System.Security.Claims;
using BackupDashboard.Access;

namespace BackupDashboard.Tests.Shared;

/// <summary>Sign-ins that are good until a test says otherwise.</summary>
public sealed class FakeSessions : ISessions
{
    private readonly List<Watcher> _watchers = [];

    /// <summary>What becomes of everyone's confirmation from now on; null: they are who they say.</summary>
    public Confirmation? Answer { get; set; }

    /// <summary>How often someone was asked about.</summary>
    public int Asked { get; private set; }

    /// <summary>When everyone has signed in; null: they have no session.</summary>
    public DateTimeOffset? SignedIn { get; set; }

    /// <summary>Who is signed in.</summary>
    public IEnumerable<ClaimsPrincipal> People { get; set; } = [];

    /// <summary>What happens while someone is asked about, before the answer is there.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public async Task<Confirmation> ConfirmAsync(ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        Asked++;
        if (Meanwhile is { } meanwhile)
        {
            await meanwhile();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return Answer ?? new Confirmation.Confirmed(person);
    }

    public DateTimeOffset? SignedInAt(ClaimsPrincipal person) => SignedIn;

    public IDisposable Watch(ClaimsPrincipal person, Action<ClaimsPrincipal?> changed)
    {
        var watcher = new Watcher(this, changed);
        _watchers.Add(watcher);
        return watcher;
    }

    /// <summary>Notifies everyone who watches a sign-in; null is its end.</summary>
    public void Tell(ClaimsPrincipal? person)
    {
        foreach (var watcher in _watchers.ToList())
            watcher.Changed(person);
    }

    private sealed record Watcher(FakeSessions Sessions, Action<ClaimsPrincipal?> Changed) : IDisposable
    {
        public void Dispose() => Sessions._watchers.Remove(this);
    }
}
