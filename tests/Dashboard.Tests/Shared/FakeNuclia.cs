using System.Collections.Immutable;
using BackupDashboard.Nuclia;

namespace BackupDashboard.Tests.Shared;

/// <summary>
/// A cloud in memory: its zones hold what a test puts there, commands change it, scripts make it fail or wait.
/// What no one arranged fails with a sentence.
/// </summary>
public sealed class FakeNuclia(TimeProvider time) : Script, INucliaReader, INucliaCommands, ITokenExpiry
{
    private ImmutableList<string> _sent = [];
    private int _made;

    /// <summary>It counts fewer boxes than any test has: what is hidden, a test says.</summary>
    public Account Account { get; set; } = new("account-id", "acme", "Acme", CurrentKnowledgeBoxes: 0, MaxKnowledgeBoxes: 10);

    public DateTimeOffset? TokenExpiresAt { get; set; }

    public ImmutableList<FakeZone> Zones { get; set; } = [];

    /// <summary>What the list of zones lacks.</summary>
    public LeftOut ZonesLeftOut { get; set; } = LeftOut.None;

    /// <summary>The commands that reached the cloud, in order: "delete europe b1".</summary>
    public IReadOnlyList<string> Sent => _sent;

    public FakeZone AddZone(string slug)
    {
        var zone = new FakeZone(slug);
        Zones = Zones.Add(zone);
        return zone;
    }

    public Task<DateTimeOffset?> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(TokenExpiresAt);

    public async Task<NucliaResult<Account>> GetAccountAsync(CancellationToken cancellationToken) =>
        Answer(await EnterAsync(Ask.Account, cancellationToken), Account);

    public async Task<NucliaResult<Listing<Zone>>> ListZonesAsync(CancellationToken cancellationToken) =>
        Answer<Listing<Zone>>(
            await EnterAsync(Ask.Zones, cancellationToken),
            new([.. Zones.Where(zone => zone.IsListed).Select(zone => zone.Zone)], ZonesLeftOut));

    public async Task<NucliaResult<Listing<BackupItem>>> ListBackupsAsync(
        Zone zone, ListMemory<BackupItem> memory, CancellationToken cancellationToken)
    {
        var script = await Of(zone).EnterAsync(Ask.Backups, cancellationToken);
        return Answer<Listing<BackupItem>>(script, new(Of(zone).TakeShortBackups() ? [] : Of(zone).Backups, Of(zone).BackupsLeftOut));
    }

    public async Task<NucliaResult<Listing<KnowledgeBoxItem>>> ListKnowledgeBoxesAsync(
        Zone zone, KnowledgeBoxMode mode, ListMemory<KnowledgeBoxItem> memory, CancellationToken cancellationToken)
    {
        var script = await Of(zone).EnterAsync(mode is KnowledgeBoxMode.Kb ? Ask.Boxes : Ask.Agents, cancellationToken);
        return Answer<Listing<KnowledgeBoxItem>>(script, mode is KnowledgeBoxMode.Agents
            ? new(Of(zone).Agents)
            : new(Of(zone).TakeShortBoxes() ? [] : Of(zone).Boxes, Of(zone).BoxesLeftOut));
    }

    public async Task<NucliaResult<Counters>> GetCountersAsync(Zone zone, string knowledgeBoxId, CancellationToken cancellationToken)
    {
        var script = await Of(zone).EnterAsync(Ask.Counters, cancellationToken);
        if (script.Error is { } error)
            return NucliaResult.Failed<Counters>(error);
        if (Of(zone).Counters.TryGetValue(knowledgeBoxId, out var counters))
            return NucliaResult.Ok(counters);

        // As the cloud does for a box that was deleted after it was listed.
        return Of(zone).Boxes.Exists(box => box.Id == knowledgeBoxId)
            ? NucliaResult.Ok(A.Counters)
            : NucliaResult.Failed<Counters>(A.Error(NucliaErrorKind.NotFound));
    }

    public async Task<NucliaResult<long>> CountModifiedAsync(
        Zone zone, string knowledgeBoxId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var script = await Of(zone).EnterAsync(Ask.Modified, cancellationToken);
        return Answer(script, Of(zone).Modified.GetValueOrDefault(knowledgeBoxId));
    }

    public Task<NucliaResult<string>> CreateBackupAsync(Zone zone, string knowledgeBoxId, CancellationToken cancellationToken) =>
        CommandAsync(Of(zone), Ask.Create, $"create {zone.Slug} {knowledgeBoxId}", () =>
        {
            var box = Of(zone).Boxes.Find(box => box.Id == knowledgeBoxId)
                ?? throw new InvalidOperationException($"Zone {zone.Slug} has no box '{knowledgeBoxId}' to back up.");
            var backup = new BackupItem(NewId("backup"), time.GetUtcNow(), null, null, A.Reference(box));
            Of(zone).With(backup);
            return backup.Id;
        }, cancellationToken);

    public Task<NucliaResult<Nothing>> DeleteBackupAsync(Zone zone, string backupId, CancellationToken cancellationToken) =>
        CommandAsync(Of(zone), Ask.Delete, $"delete {zone.Slug} {backupId}", () =>
        {
            Of(zone).Remove(backupId);
            return new Nothing();
        }, cancellationToken);

    public Task<NucliaResult<string>> RestoreBackupAsync(
        Zone zone, string backupId, string slug, string title, CancellationToken cancellationToken) =>
        CommandAsync(Of(zone), Ask.Restore, $"restore {zone.Slug} {backupId} {slug} '{title}'", () =>
        {
            var box = new KnowledgeBoxItem(NewId("box"), slug, title);
            Of(zone).Counters = Of(zone).Counters.SetItem(box.Id, new Counters(0, 0, 0, 0));
            Of(zone).With(box);
            return box.Id;
        }, cancellationToken);

    private async Task<NucliaResult<T>> CommandAsync<T>(
        FakeZone zone, Ask ask, string sent, Func<T> apply, CancellationToken cancellationToken)
    {
        ImmutableInterlocked.Update(ref _sent, list => list.Add(sent));
        var script = await zone.EnterAsync(ask, cancellationToken);
        if (script is { Error: not null, Applied: true })
            apply();
        return script.Error is { } error ? NucliaResult.Failed<T>(error) : NucliaResult.Ok(apply());
    }

    private string NewId(string kind) => $"{kind}-{Interlocked.Increment(ref _made)}";

    private FakeZone Of(Zone zone) =>
        Zones.Find(fake => fake.Zone.Slug == zone.Slug)
        ?? throw new InvalidOperationException($"Nuclia was asked about zone '{zone.Slug}', which no test has added.");

    private static NucliaResult<T> Answer<T>(Scripted script, T value) =>
        script.Error is { } error ? NucliaResult.Failed<T>(error) : NucliaResult.Ok(value);
}
