namespace BackupDashboard.Crash;

/// <summary>The end of one life of the dashboard: the first click, or the first acceptance, starts the clock of the kill.</summary>
internal sealed class KillTrigger
{
    private readonly TaskCompletionSource _asked = NewSource();
    private readonly TaskCompletionSource _accepted = NewSource();
    private readonly TaskCompletionSource _killed = NewSource();
    private volatile bool _hasCome;

    public Task Asked => _asked.Task;

    public Task Accepted => _accepted.Task;

    public Task Killed => _killed.Task;

    /// <summary>From now on whatever fails in the browser fails because the dashboard is dying.</summary>
    public bool HasCome => _hasCome;

    public void IsAsked() => _asked.TrySetResult();

    public void IsAccepted() => _accepted.TrySetResult();

    public void Comes() => _hasCome = true;

    public void IsOver() => _killed.TrySetResult();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
