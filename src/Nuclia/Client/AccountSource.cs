using BackupDashboard.Nuclia.Calls;
using BackupDashboard.Nuclia.Http;
using BackupDashboard.Nuclia.Wire;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Nuclia.Client;

internal sealed class AccountSource(ApiFactory apis, CallRunner caller, IOptions<NucliaOptions> options)
{
    private readonly Lock _gate = new();
    private string? _id = Guid.TryParse(options.Value.Account, out _) ? options.Value.Account.ToLowerInvariant() : null;
    private volatile NucliaError? _changed;
    private Task<NucliaResult<Account>>? _asking;

    public async Task<NucliaResult<Account>> GetAsync(CancellationToken cancellationToken)
    {
        var result = await caller.RunAsync("get account", options.Value.ReadTimeout, AskAsync, cancellationToken);
        if (!result.TryGet(out var account, out _))
            return result;

        // A slug can be given to another account, whose zones and boxes would then receive our commands.
        var first = Interlocked.CompareExchange(ref _id, account.Id, null) ?? account.Id;
        _changed = string.Equals(account.Id, first, StringComparison.OrdinalIgnoreCase) ? null : new(
            NucliaErrorKind.AccountChanged,
            $"'{options.Value.Account}' was the account {first}, and is now {account.Id}. What is shown is of the first, and nothing is "
                + "sent to either. "
            + "Find out which one is meant, set Nuclia:Account to its id, and restart the dashboard.");
        return _changed is { } error ? NucliaResult.Failed<Account>(error) : result;
    }

    public async ValueTask<NucliaResult<string>> GetIdForCommandAsync(CancellationToken cancellationToken) =>
        _changed is { } error ? NucliaResult.Failed<string>(error) : await GetIdAsync(cancellationToken);

    // The account's id: requested once, then remembered; a failure is not remembered.
    public async ValueTask<NucliaResult<string>> GetIdAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _id) is { } known)
            return NucliaResult.Ok(known);

        Task<NucliaResult<Account>> asking;
        lock (_gate)
        {
            // Shared by all who wait, so it must not be cancelled with the first of them; it has its own budget.
            if (_asking is null or { IsCompleted: true })
                _asking = GetAsync(CancellationToken.None);
            asking = _asking;
        }

        var result = await asking.WaitAsync(cancellationToken);
        return result.Match(account => NucliaResult.Ok(account.Id), NucliaResult.Failed<string>);
    }

    private async Task<Account> AskAsync(Call call, CancellationToken cancellationToken)
    {
        var answer = Answer.Whole(await apis.Global().GetAccountAsync(options.Value.Account, call, cancellationToken));
        if (Identifier.ProblemOf(answer.Id) is { } problem)
            throw new NucliaFailure(Failures.Unreadable($"The account's id {problem}."));
        return new(answer.Id, answer.Slug, answer.Title, answer.CurrentKbs, answer.MaxKbs, answer.BlockingState ?? Account.Unblocked);
    }
}
