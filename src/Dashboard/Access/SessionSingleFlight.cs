namespace BackupDashboard.Access;

/// <summary>One question at a time about one session: each answer brings the refresh token that the next question is asked with.</summary>
internal sealed class SessionSingleFlight(Func<Task<Confirmation>> ask)
{
    private readonly Lock _gate = new();
    private Task<Confirmation> _last = Task.FromResult<Confirmation>(new Confirmation.Ended());
    private Task<Confirmation>? _next;
    private DateTimeOffset? _inVainAt;

    /// <summary>When the provider was last asked in vain; null when it has answered since.</summary>
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

    /// <summary>An answer to a question that is asked after this call: one under way may have been answered too early.</summary>
    public Task<Confirmation> AskAsync()
    {
        lock (_gate)
            return _next ??= AskAfterAsync(_last);
    }

    /// <summary>An answer to a question that is being asked, or to a new one.</summary>
    public Task<Confirmation> JoinAsync()
    {
        lock (_gate)
            return _last.IsCompleted ? AskAsync() : _last;
    }

    private async Task<Confirmation> AskAfterAsync(Task before)
    {
        // Yields, so that this call is known as the next one before it begins.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_gate)
        {
            _last = _next!;
            _next = null;
        }

        return await ask();
    }
}
