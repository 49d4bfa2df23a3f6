namespace BackupDashboard.Access;

// One question at a time per session, because each answer brings the refresh token for the next question.
internal sealed class SessionSingleFlight(Func<Task<Confirmation>> ask)
{
    private readonly Lock _gate = new();
    private Task<Confirmation> _last = Task.FromResult<Confirmation>(new Confirmation.Ended());
    private Task<Confirmation>? _next;
    private DateTimeOffset? _inVainAt;

    public DateTimeOffset? InVainAt
    {
        get
        {
            lock (_gate)
                return _inVainAt;
        }

        set
        {
            lock (_gate)
                _inVainAt = value;
        }
    }

    // Answers a question that is asked after this call: the one under way may have been answered too early.
    public Task<Confirmation> AskAsync()
    {
        lock (_gate)
            return _next ??= AskAfterAsync(_last);
    }

    public Task<Confirmation> JoinAsync()
    {
        lock (_gate)
            return _last.IsCompleted ? AskAsync() : _last;
    }

    private async Task<Confirmation> AskAfterAsync(Task before)
    {
        // Yields, so that this call is registered as the next one before it begins.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_gate)
        {
            _last = _next!;
            _next = null;
        }

        return await ask();
    }
}
