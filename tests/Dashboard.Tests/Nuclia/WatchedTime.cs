using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace BackupDashboard.Tests.Nuclia;

/// <summary>A clock that tests move, and that reports when something has begun to wait.</summary>
internal sealed class WatchedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Waits until someone waits for this long.</summary>
    public Task TimerAsync(TimeSpan dueTime, CancellationToken cancellationToken) => TimerAsync(wait => wait == dueTime, cancellationToken);

    /// <summary>Waits until someone waits for a matching time, and returns it.</summary>
    public async Task<TimeSpan> TimerAsync(Func<TimeSpan, bool> which, CancellationToken cancellationToken)
    {
        while (true)
        {
            var wait = await _timers.Reader.ReadAsync(cancellationToken);
            if (which(wait)) return wait;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }
}
