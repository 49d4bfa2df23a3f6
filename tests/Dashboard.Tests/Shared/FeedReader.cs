using System.Runtime.CompilerServices;
using BackupDashboard.Feeds;

namespace BackupDashboard.Tests.Shared;

public static class FeedReader
{
    /// <summary>Follows a feed until its snapshot is as it should be. Gives up, with the condition's text, when it never is.</summary>
    public static async Task<TSnapshot> UntilAsync<TSnapshot, TItem>(
        Subscription<TSnapshot, TItem> subscription, Func<TSnapshot, bool> condition,
        [CallerArgumentExpression(nameof(condition))] string text = "")
        where TSnapshot : class
    {
        using var _ = subscription;
        if (condition(subscription.Initial))
            return subscription.Initial;

        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(TestSignal.Patience);
        var last = subscription.Initial;
        try
        {
            await foreach (var batch in subscription.ReadAllAsync(bound.Token))
            {
                if (condition(last = batch.Snapshot))
                    return last;
            }
        }
        catch (OperationCanceledException) when (bound.IsCancellationRequested)
        {
            throw new ShouldAssertException($"It never came to be that {text}. The last snapshot is {last}");
        }

        throw new ShouldAssertException($"The feed ended before {text}.");
    }
}
