using BackupDashboard.Live;
using Microsoft.Extensions.Time.Testing;

namespace BackupDashboard.Tests.Shared;

/// <summary>
/// Time that stands still until a test moves it, and that knows who waits for it: a test moves it when somebody does wait,
/// not earlier, or the move would be lost on whoever begins to wait a moment later.
/// </summary>
public sealed class TestClock() : FakeTimeProvider(Origin)
{
    public static readonly DateTimeOffset Origin = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<TrackedTimer> _timers = [];
    private readonly Pulse _pulse = new();

    /// <summary>The pause between two batches of a feed passes at once: it only matters to the tests of the feed itself.</summary>
    public bool BatchesAtOnce { get; init; } = true;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (BatchesAtOnce && dueTime == Subscription<object, object>.MinimumInterval)
            dueTime = TimeSpan.Zero;
        var timer = new TrackedTimer(this, GetUtcNow() + dueTime, dueTime < TimeSpan.Zero);
        lock (_gate)
            _timers.Add(timer);
        timer.Inner = base.CreateTimer(callback, state, dueTime, period);
        _pulse.Beat();
        return timer;
    }

    /// <summary>Lets a delay of this length pass, as soon as somebody waits that long.</summary>
    public Task PassAsync(TimeSpan delay) => PassAsync(delay, delay);

    /// <summary>Lets the first delay between these lengths pass, as soon as somebody waits that long.</summary>
    public async Task<TimeSpan> PassAsync(TimeSpan from, TimeSpan to)
    {
        var left = await WaiterAsync(from, to);
        Advance(left);
        return left;
    }

    /// <summary>Waits until somebody waits about this long; time stands still.</summary>
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
        var now = GetUtcNow();
        lock (_gate)
            return [.. _timers.Where(timer => !timer.IsOff && timer.Due > now).Select(timer => timer.Due - now)];
    }

    private sealed class TrackedTimer(TestClock clock, DateTimeOffset due, bool isOff) : ITimer
    {
        public ITimer Inner { get; set; } = null!;

        public DateTimeOffset Due { get; private set; } = due;

        public bool IsOff { get; private set; } = isOff;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
                (Due, IsOff) = (clock.GetUtcNow() + dueTime, dueTime < TimeSpan.Zero);
            var changed = Inner.Change(dueTime, period);
            clock._pulse.Beat();
            return changed;
        }

        public void Dispose()
        {
            lock (clock._gate)
                clock._timers.Remove(this);
            Inner?.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
