using System.Runtime.CompilerServices;

namespace BackupDashboard.Tests.Shared;

/// <summary>Waits for a condition without polling: it is looked at again whenever something happened.</summary>
public sealed class TestSignal
{
    /// <summary>Only limits how long a failing test takes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TaskCompletionSource _beat = NewBeat();

    public void Beat() => Interlocked.Exchange(ref _beat, NewBeat()).TrySetResult();

    public async Task UntilAsync(
        Func<bool> condition, Func<string>? otherwise = null, [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(Patience);
        while (true)
        {
            // Taken before the look: a beat that comes in between is not missed.
            var next = Volatile.Read(ref _beat).Task;
            if (condition())
                return;

            try
            {
                await next.WaitAsync(bound.Token);
            }
            catch (OperationCanceledException)
            {
                throw new ShouldAssertException($"It never came to be that {text}. {otherwise?.Invoke()}");
            }
        }
    }

    private static TaskCompletionSource NewBeat() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
