using BackupDashboard.Feeds;
using Microsoft.Extensions.Time.Testing;

namespace BackupDashboard.Tests.Shared;

/// <summary>
/// Time that stands still until a test moves it, and that knows who waits for it: a test moves it when someone does wait,
/// not earlier, or anyone who begins to wait a moment later would miss the move.
/// </summary>
public sealed class TestClock() : FakeTimeProvider(Origin)
{
    public static readonly DateTimeOffset Origin = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly HashSet<TrackedTimer> _timers = [];
    private readonly TestSignal _pulse = new();

    /// <summary>The pause between two batches of a feed passes at once: it only matters to the tests of the feed itself.</summary>
    public bool BatchesAtOnce { get; init; } = true;

    /// <summary>How far someone has set the clock: no time passes, and no timer runs sooner or later.</summary>
    public TimeSpan Set { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Set;

    public override long GetTimestamp() => Unset.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (BatchesAtOnce && dueTime == Subscription<object, object>.MinimumInterval)
            dueTime = TimeSpan.Zero;
        var timer = new TrackedTimer(this, () => callback(state));
        timer.Inner = base.CreateTimer(timer.Fire, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets a delay of this length pass, as soon as someone waits that long.</summary>
    public Task PassAsync(TimeSpan delay) => PassAsync(delay, delay);

    /// <summary>Lets the first delay between these lengths pass, as soon as someone waits that long.</summary>
    public async Task<TimeSpan> PassAsync(TimeSpan from, TimeSpan to)
    {
        var left = await WaiterAsync(from, to);
        Advance(left);
        return left;
    }

    /// <summary>Waits until someone waits about this long; time stands still.</summary>
    public async Task<TimeSpan> WaiterAsync(TimeSpan from, TimeSpan to)
    {
        TimeSpan[] found = [];
        await _pulse.UntilAsync(
            () => (found = [.. Waiting().Where(delay => delay >= from && delay <= to)]).Length > 0,
            () => $"Somebody should wait from {from} to {to}, but the waits are {string.Join(", ", Waiting())}");
        return found.Min();
    }

    public IReadOnlyList<TimeSpan> Waiting()
    {
        // Not under the gate: reading the time may fire what has become due meanwhile.
        var now = Unset;
        lock (_gate)
            return [.. _timers.Where(timer => timer.Due > now).Select(timer => timer.Due!.Value - now)];
    }

    private DateTimeOffset Unset => base.GetUtcNow();

    private sealed class TrackedTimer(TestClock clock, Action callback) : ITimer
    {
        private TimeSpan _period;
        private bool _hasFired;

        public ITimer Inner { get; set; } = null!;

        /// <value>Null while it is off.</value>
        public DateTimeOffset? Due { get; private set; }

        /// <summary>
        /// Reported as waiting only once the timer under it runs: a test that saw it earlier would move the clock before the timer
        /// took its time from it, and the wait would never end. Not under the gate, because what is due at once fires in here.
        /// </summary>
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                (Due, _period, _hasFired) = (null, period, false);
                clock._timers.Add(this);
            }

            var changed = Inner.Change(dueTime, period);
            var now = clock.Unset;
            lock (clock._gate)
            {
                if (changed && !_hasFired && dueTime >= TimeSpan.Zero)
                    Due = now + dueTime;
            }

            clock._pulse.Beat();
            return changed;
        }

        public void Fire(object? state)
        {
            var now = clock.Unset;
            lock (clock._gate)
            {
                _hasFired = true;
                Due = _period > TimeSpan.Zero ? now + _period : null;
            }

            callback();
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                _hasFired = true;
                clock._timers.Remove(this);
            }

            Inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
