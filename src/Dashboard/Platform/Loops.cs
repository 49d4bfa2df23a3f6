using System.Collections.Concurrent;

namespace BackupDashboard.Platform;

// What acts by itself, again and again.
internal enum Loop
{
    Schedules,
    Retention,
    Notifications,
}

// When each loop last came round without a failure: one that hangs says nothing itself.
internal sealed class Loops(TimeProvider time)
{
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly ConcurrentDictionary<Loop, DateTimeOffset> _rounds = [];

    public void Round(Loop loop) => _rounds[loop] = time.GetUtcNow();

    // Those that have not come round for so long.
    // notBefore: what was missed before that does not count, as after a sleep of the machine.
    public IReadOnlyList<Loop> Silent(TimeSpan limit, DateTimeOffset notBefore)
    {
        var now = time.GetUtcNow();
        return [.. Enum.GetValues<Loop>().Where(loop => now - Latest(_rounds.GetValueOrDefault(loop, _startedAt), notBefore) > limit)];
    }

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
