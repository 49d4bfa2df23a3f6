using BackupDashboard.Access;
using BackupDashboard.Feeds;
using Microsoft.AspNetCore.Components;

namespace BackupDashboard.Shell;

/// <summary>
/// A component that follows feeds. Its subscriptions end with it: no loop renders into a page that is gone. They are already cut to what
/// its viewer is allowed to see.
/// </summary>
public abstract class LiveComponent : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _disposal = new();
    private readonly List<IDisposable> _subscriptions = [];
    private readonly List<Task> _loops = [];

    /// <summary>Of the viewer. Without them, nothing is visible. The console is rendered again when they change.</summary>
    [CascadingParameter]
    public Grants Grants { get; set; } = Grants.None;

    [Inject]
    public required ILoggerFactory Loggers { get; init; }

    protected LiveComponent() => Disposal = _disposal.Token;

    // Can be read at any time, also by what goes on after an await when the page has been left.
    protected CancellationToken Disposal { get; }

    // The page was left.
    protected bool IsGone => _disposal.IsCancellationRequested;

    // Applies every batch and renders once for it, on the component's own dispatcher.
    protected TSnapshot Follow<TSnapshot, TItem>(Subscription<TSnapshot, TItem> subscription, Action<Batch<TSnapshot, TItem>> apply)
        where TSnapshot : class =>
        Follow(subscription, batch =>
        {
            apply(batch);
            return Task.CompletedTask;
        });

    protected TSnapshot Follow<TSnapshot, TItem>(Subscription<TSnapshot, TItem> subscription, Func<Batch<TSnapshot, TItem>, Task> apply)
        where TSnapshot : class
    {
        // Before the loop, which lets go of it.
        var initial = subscription.Initial;
        _subscriptions.Add(subscription);
        _loops.Add(FollowAsync(subscription, apply));
        return initial;
    }

    // Blazor does not call Dispose if there is a DisposeAsync.
    protected virtual void OnDisposing()
    {
    }

    public async ValueTask DisposeAsync()
    {
        OnDisposing();
        foreach (var subscription in _subscriptions)
            subscription.Dispose();
        await _disposal.CancelAsync();
        await Task.WhenAll(_loops);
        _disposal.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task FollowAsync<TSnapshot, TItem>(Subscription<TSnapshot, TItem> subscription, Func<Batch<TSnapshot, TItem>, Task> apply)
        where TSnapshot : class
    {
        // The caller keeps the first snapshot after this returns: a pending batch must not be applied before.
        await Task.Yield();
        try
        {
            await foreach (var batch in subscription.ReadAllAsync(Disposal))
            {
                await InvokeAsync(async () =>
                {
                    // Changed and rendered in one step, so that no other event sees one without the other.
                    await apply(batch);
                    StateHasChanged();
                });
            }
        }
        catch (Exception exception) when (
            Disposal.IsCancellationRequested && exception is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left.
        }
        catch (Exception exception)
        {
            Log.FollowThrew(Loggers.CreateLogger(GetType()), exception);
            await DispatchExceptionAsync(exception);
        }
    }
}
