using System.Collections.Concurrent;
using BackupDashboard.Nuclia;

namespace BackupDashboard.Tests.Shared;

/// <summary>What a fake answers instead of the truth: failures, and answers that are held back.</summary>
public class Script
{
    private readonly ConcurrentDictionary<Ask, NucliaError> _failures = new();
    private readonly ConcurrentDictionary<Ask, ConcurrentQueue<Scripted>> _next = new();
    private readonly ConcurrentDictionary<Ask, TaskCompletionSource> _held = new();
    private readonly ConcurrentDictionary<Ask, int> _calls = new();
    private readonly TestSignal _pulse = new();

    /// <summary>How often it was asked.</summary>
    public int Calls(Ask ask) => _calls.GetValueOrDefault(ask);

    /// <summary>Waits until it has been asked this often.</summary>
    public Task CalledAsync(Ask ask, int times) =>
        _pulse.UntilAsync(() => Calls(ask) >= times, () => $"{ask} was asked {Calls(ask)} of {times} times");

    /// <summary>Fails from now on.</summary>
    public void Fail(Ask ask, NucliaError error) => _failures[ask] = error;

    /// <summary>Fails from now on, whatever is asked.</summary>
    public void FailAll(NucliaError error)
    {
        foreach (var ask in Enum.GetValues<Ask>())
            Fail(ask, error);
    }

    public void Recover() => _failures.Clear();

    /// <summary>Fails once.</summary>
    /// <param name="applied">A command is carried out although its answer is this failure.</param>
    public void FailNext(Ask ask, NucliaError error, bool applied = false) =>
        _next.GetOrAdd(ask, _ => new()).Enqueue(new Scripted(error, applied));

    /// <summary>Holds the answers back until <see cref="Release"/>.</summary>
    public void Hold(Ask ask) => _held[ask] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release(Ask ask)
    {
        if (_held.TryRemove(ask, out var source))
            source.SetResult();
    }

    internal async Task<Scripted> EnterAsync(Ask ask, CancellationToken cancellationToken)
    {
        _calls.AddOrUpdate(ask, 1, (_, count) => count + 1);
        _pulse.Beat();
        if (_held.TryGetValue(ask, out var source))
            await source.Task.WaitAsync(cancellationToken);
        if (_next.TryGetValue(ask, out var queue) && queue.TryDequeue(out var scripted))
            return scripted;
        return new Scripted(_failures.GetValueOrDefault(ask), Applied: false);
    }

    internal sealed record Scripted(NucliaError? Error, bool Applied);
}
