using System.Globalization;
using BackupDashboard.Nuclia.Calls;
using BackupDashboard.Nuclia.Http;
using BackupDashboard.Nuclia.Wire;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Nuclia.Client;

internal sealed class NucliaReader(
    ApiFactory apis,
    CallRunner caller,
    AccountSource accounts,
    ZoneSource zones,
    IOptions<NucliaOptions> options) : INucliaReader
{
    private static readonly ListForm<KnowledgeBoxAnswer, KnowledgeBoxItem> KnowledgeBoxes =
        new(box => new(box.Id, box.Slug, box.Title), box => ProblemOf(box.Id), box => box.Id);

    // For one read. Most backups of a zone are of few boxes: what is said of one of these is kept once, and not once for each backup.
    internal static ListForm<BackupAnswer, BackupItem> FormOfBackups()
    {
        var boxes = new HashSet<KnowledgeBoxReference>();
        return new(
            backup => ToBackup(backup, boxes), backup => ProblemOf(backup.Id) ?? ProblemOf(backup.KbData.Id), backup => backup.Id);
    }

    public Task<NucliaResult<Account>> GetAccountAsync(CancellationToken cancellationToken) => accounts.GetAsync(cancellationToken);

    public Task<NucliaResult<Listing<Zone>>> ListZonesAsync(CancellationToken cancellationToken) =>
        ReadAsync("list zones", zones.ListAsync, cancellationToken);

    public Task<NucliaResult<Listing<BackupItem>>> ListBackupsAsync(
        Zone zone, ListMemory<BackupItem> memory, CancellationToken cancellationToken) =>
        ReadInAccountAsync(
            "list backups",
            (account, call, token) => ListReader.ReadAsync(
                call, () => apis.Zone(zone).ListBackupsAsync(account, call, token), FormOfBackups(), memory),
            cancellationToken);

    public Task<NucliaResult<Listing<KnowledgeBoxItem>>> ListKnowledgeBoxesAsync(
        Zone zone, KnowledgeBoxMode mode, ListMemory<KnowledgeBoxItem> memory, CancellationToken cancellationToken) =>
        ReadInAccountAsync(
            "list knowledge boxes",
            (account, call, token) => ListReader.ReadAsync(
                call,
                () => apis.Zone(zone).ListKnowledgeBoxesAsync(account, mode is KnowledgeBoxMode.Agents ? "agents" : "kb", call, token),
                KnowledgeBoxes,
                memory),
            cancellationToken);

    public async Task<NucliaResult<Counters>> GetCountersAsync(Zone zone, string knowledgeBoxId, CancellationToken cancellationToken)
    {
        if (Identifier.Check(knowledgeBoxId, "knowledge box") is { } error)
            return NucliaResult.Failed<Counters>(error);
        var counted = await ReadAsync(
            "get counters",
            async (call, token) => ToCounters(Answer.Whole(await apis.KnowledgeBoxes(zone).GetCountersAsync(knowledgeBoxId, call, token))),
            cancellationToken);
        return counted is { IsSuccess: true, Value: { IsPlausible: false } odd }
            ? NucliaResult.Failed<Counters>(Implausible(odd))
            : counted;
    }

    public async Task<NucliaResult<long>> CountModifiedAsync(
        Zone zone, string knowledgeBoxId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (Identifier.Check(knowledgeBoxId, "knowledge box") is { } error)
            return NucliaResult.Failed<long>(error);

        // Only the total is wanted, so the page is the smallest one, without details.
        var moment = since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var request = new CatalogRequest(new CatalogFilter(new ModifiedFilter("modified", moment)), PageSize: 1, Show: []);
        var counted = await ReadAsync(
            "count modified resources",
            async (call, token) =>
                Answer.Whole(await apis.KnowledgeBoxes(zone).ListResourcesAsync(knowledgeBoxId, request, call, token)).Fulltext.Total,
            cancellationToken);
        return counted is { IsSuccess: true, Value: < 0 }
            ? NucliaResult.Failed<long>(
                new(NucliaErrorKind.Unreadable, $"The cloud reports a count that cannot be right: {counted.Value}."))
            : counted;
    }

    private static NucliaError Implausible(Counters odd) => new(
        NucliaErrorKind.Unreadable,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The cloud reports counts that cannot be right: {odd.Resources} resources, {odd.Paragraphs} paragraphs, {odd.Fields} "
                + $"fields, {odd.Sentences} sentences."));

    private static (string? Name, string Problem)? ProblemOf(string id) =>
        Identifier.ProblemOf(id) is { } problem ? (id, $"an id {problem}") : null;

    private static BackupItem ToBackup(BackupAnswer backup, HashSet<KnowledgeBoxReference> boxes)
    {
        var box = new KnowledgeBoxReference(backup.KbData.Id, backup.KbData.Slug, backup.KbData.Title, backup.KbData.Created);
        if (!boxes.Add(box))
            boxes.TryGetValue(box, out box!);
        return new(backup.Id, backup.StartedAt, backup.FinishedAt, backup.Size, box);
    }

    private static Counters ToCounters(CountersAnswer counters) =>
        new(counters.Resources, counters.Paragraphs, counters.Fields, counters.Sentences);

    private async Task<NucliaResult<T>> ReadInAccountAsync<T>(
        string operation, Func<string, Call, CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        var account = await accounts.GetIdAsync(cancellationToken);
        return account.TryGet(out var id, out var error)
            ? await ReadAsync(operation, (call, token) => send(id, call, token), cancellationToken)
            : NucliaResult.Failed<T>(error);
    }

    private Task<NucliaResult<T>> ReadAsync<T>(
        string operation, Func<Call, CancellationToken, Task<T>> send, CancellationToken cancellationToken) =>
        caller.RunAsync(operation, options.Value.ReadTimeout, send, cancellationToken);
}
