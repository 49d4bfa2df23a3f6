using BackupDashboard.Nuclia.Calls;
using BackupDashboard.Nuclia.Http;
using BackupDashboard.Nuclia.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Nuclia.Client;

internal sealed class NucliaCommands(
    ApiFactory apis, CallRunner caller, AccountSource accounts, IOptions<NucliaOptions> options, ILogger<NucliaCommands> logger)
    : INucliaCommands
{
    public Task<NucliaResult<string>> CreateBackupAsync(Zone zone, string knowledgeBoxId, CancellationToken cancellationToken) => SendAsync(
        "create backup",
        zone,
        Identifier.Check(knowledgeBoxId, "knowledge box"),
        async (account, call, token) => IdOf(await apis.CommandsOf(zone).CreateBackupAsync(account, new(knowledgeBoxId), call, token)),
        cancellationToken);

    public Task<NucliaResult<Nothing>> DeleteBackupAsync(Zone zone, string backupId, CancellationToken cancellationToken) => SendAsync(
        "delete backup",
        zone,
        Identifier.Check(backupId, "backup"),
        async (account, call, token) =>
        {
            await apis.CommandsOf(zone).DeleteBackupAsync(account, backupId, call, token);
            return default(Nothing);
        },
        cancellationToken);

    public Task<NucliaResult<string>> RestoreBackupAsync(
        Zone zone, string backupId, string slug, string title, CancellationToken cancellationToken) =>
        SendAsync(
            "restore backup",
            zone,
            Identifier.Check(backupId, "backup"),
            async (account, call, token) =>
                IdOf(await apis.CommandsOf(zone).RestoreBackupAsync(account, backupId, new(slug, title), call, token)),
            cancellationToken);

    private static string IdOf(IdAnswer? answer)
    {
        var id = Answer.Whole(answer).Id;
        return Identifier.ProblemOf(id) is { } problem ? throw new NucliaFailure(Failures.Unreadable($"The new id {problem}.")) : id;
    }

    private async Task<NucliaResult<T>> SendAsync<T>(
        string operation, Zone zone, NucliaError? refusal, Func<string, Call, CancellationToken, Task<T>> send,
            CancellationToken cancellationToken)
    {
        if (refusal is not null)
            return NucliaResult.Failed<T>(refusal);
        var account = await accounts.GetIdForCommandAsync(cancellationToken);
        // Whatever failed while reading the account, the command itself was never sent.
        if (!account.TryGet(out var id, out var error))
            return NucliaResult.Failed<T>(error with { MayHaveBeenApplied = false });

        Log.CommandSent(logger, operation, zone.Slug);
        return await caller.RunAsync(operation, options.Value.CommandTimeout, (call, token) => send(id, call, token), cancellationToken);
    }
}
