using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations.Model;

/// <summary>The process ends here.</summary>
internal sealed class CrashException : Exception;

/// <summary>What has been made, by whom: an operation, or null for someone else.</summary>
/// <param name="ShownAt">From then on it is in the lists; in the cloud it is from the beginning.</param>
internal sealed record Made(string Id, Guid? By, string Of, DateTimeOffset At, DateTimeOffset ShownAt, string Title = "");

/// <summary>
/// A cloud of which everything is known: what is in it, who put it there, and which operation has called. It does as instructed,
/// and its answer ends as the history says.
/// </summary>
internal sealed class ModelCloud : INucliaReader, INucliaCommands
{
    public const string ZoneSlug = "europe";
    public const string Title = "Copy";

    /// <summary>What is late is not later than this: shorter than the dashboard waits before it concludes.</summary>
    public static readonly TimeSpan Latest = TimeSpan.FromSeconds(100);

    public static readonly IReadOnlyList<KnowledgeBoxItem> Sources = [A.Box("alpha"), A.Box("beta")];

    private readonly List<(DateTimeOffset Due, Action Apply)> _late = [];
    private int _ids;

    public ModelCloud()
    {
        foreach (var box in Sources)
            Add(Backups, new Made(NewId("old"), null, box.Id, Now.AddDays(-1), Now.AddDays(-1)));
    }

    public DateTimeOffset Now { get; private set; } = TestClock.Origin;

    public Failing Failing { get; set; }

    public List<Made> Backups { get; } = [];

    /// <summary>What restores and others have made; <see cref="Made.Of"/> is the slug.</summary>
    public List<Made> Boxes { get; } = [];

    /// <summary>Backups and boxes, those that are gone included.</summary>
    public List<Made> EverMade { get; } = [];

    /// <summary>Everything that calls have done, one entry each: the operation and what became of what.</summary>
    public List<(Guid By, string What)> Effects { get; } = [];

    /// <summary>By operation: how its calls ended.</summary>
    public List<(Guid By, string Command, Ending Ending)> Calls { get; } = [];

    /// <summary>Who calls next, and how that ends.</summary>
    public (Guid By, Ending Ending) Next { get; set; }

    public void Pass(TimeSpan time)
    {
        Now += time;
        foreach (var late in _late.Where(late => late.Due <= Now).ToList())
        {
            _late.Remove(late);
            late.Apply();
        }
    }

    public void StrangerStarts(string box) => Add(Backups, new Made(NewId("strange"), null, box, Now, Now));

    public void StrangerTakes(string slug)
    {
        if (Boxes.TrueForAll(box => box.Of != slug))
            Add(Boxes, new Made(NewId("strange-box"), null, slug, Now, Now, "Somebody else's"));
    }

    public Task<NucliaResult<Account>> GetAccountAsync(CancellationToken cancellationToken) =>
        Task.FromResult(NucliaResult.Ok(new Account("account-id", "acme", "Acme", 2, null)));

    public Task<NucliaResult<Listing<Zone>>> ListZonesAsync(CancellationToken cancellationToken) =>
        Task.FromResult(NucliaResult.Ok(new Listing<Zone>([A.Zone(ZoneSlug)])));

    public Task<NucliaResult<Listing<BackupItem>>> ListBackupsAsync(
        Zone zone, ListMemory<BackupItem> memory, CancellationToken cancellationToken) => Listed<BackupItem>(
        Failing.Backups,
        () => Backups.Where(backup => backup.ShownAt <= Now).Select(backup => A.Backup(backup.Id, backup.Of["kb-".Length..], backup.At)));

    public Task<NucliaResult<Listing<KnowledgeBoxItem>>> ListKnowledgeBoxesAsync(
        Zone zone, KnowledgeBoxMode mode, ListMemory<KnowledgeBoxItem> memory, CancellationToken cancellationToken) =>
        Listed(Failing.Boxes, () => mode is KnowledgeBoxMode.Agents
            ? []
            : Sources.Concat(Boxes.Where(box => box.ShownAt <= Now).Select(box => new KnowledgeBoxItem(box.Id, box.Of, box.Title))));

    public Task<NucliaResult<Counters>> GetCountersAsync(Zone zone, string knowledgeBoxId, CancellationToken cancellationToken) =>
        Task.FromResult(NucliaResult.Ok(A.Counters));

    public Task<NucliaResult<long>> CountModifiedAsync(
        Zone zone, string knowledgeBoxId, DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult(NucliaResult.Ok(0L));

    public Task<NucliaResult<string>> CreateBackupAsync(Zone zone, string knowledgeBoxId, CancellationToken cancellationToken) =>
        CommandAsync($"start {knowledgeBoxId}", refusal: () => null, () => Make("backup", Backups, knowledgeBoxId));

    public Task<NucliaResult<Nothing>> DeleteBackupAsync(Zone zone, string backupId, CancellationToken cancellationToken) => CommandAsync(
        $"delete {backupId}",
        refusal: () => Backups.Exists(backup => backup.Id == backupId) ? null : NucliaErrorKind.NotFound,
        () =>
        {
            Remove(backupId);
            return default(Nothing);
        });

    public Task<NucliaResult<string>> RestoreBackupAsync(
        Zone zone, string backupId, string slug, string title, CancellationToken cancellationToken) => CommandAsync(
        $"restore {backupId} as {slug}",
        refusal: () => !Backups.Exists(backup => backup.Id == backupId) ? NucliaErrorKind.NotFound
            : Boxes.Exists(box => box.Of == slug) ? NucliaErrorKind.Conflict
            : null,
        () => Make("box", Boxes, slug));

    private Task<NucliaResult<T>> CommandAsync<T>(string command, Func<NucliaErrorKind?> refusal, Func<T> apply)
    {
        var (by, ending) = Next;
        Calls.Add((by, command, ending));
        var (sent, answer) = ending switch
        {
            Ending.Refused => (false, NucliaErrorKind.Forbidden),
            Ending.NotSent => (false, NucliaErrorKind.Unreachable),
            Ending.BeingCreated => (false, NucliaErrorKind.KnowledgeBoxBeingCreated),
            Ending.LostBeforeApplied => (false, NucliaErrorKind.TimedOut),
            Ending.LostAfterApplied => (true, NucliaErrorKind.Broken),
            Ending.LostAppliedLate => (true, NucliaErrorKind.TimedOut),
            Ending.CrashBeforeApplied => throw new CrashException(),
            _ => (true, (NucliaErrorKind?)null),
        };
        if (!sent)
            return Failed<T>(answer!.Value);

        if (ending is Ending.LostAppliedLate or Ending.CrashAppliedLate)
        {
            _late.Add((Now + Latest, () => Apply(by, ending, command, refusal, apply)));
            return ending is Ending.LostAppliedLate ? Failed<T>(answer!.Value) : throw new CrashException();
        }

        var result = Apply(by, ending, command, refusal, apply);
        if (ending is Ending.CrashAfterApplied)
            throw new CrashException();
        return answer is { } lost ? Failed<T>(lost) : Task.FromResult(result);
    }

    private NucliaResult<T> Apply<T>(Guid by, Ending ending, string command, Func<NucliaErrorKind?> refusal, Func<T> apply)
    {
        if (refusal() is { } kind)
            return NucliaResult.Failed<T>(A.Error(kind, kind.ToString()));

        Effects.Add((by, command));
        Next = (by, ending);
        return NucliaResult.Ok(apply());
    }

    private string Make(string kind, List<Made> list, string of)
    {
        var late = Next.Ending is Ending.AnsweredListedLate ? Latest : TimeSpan.Zero;
        return Add(list, new Made(NewId(kind), Next.By, of, Now, Now + late, kind == "box" ? Title : "")).Id;
    }

    private Made Add(List<Made> list, Made made)
    {
        list.Add(made);
        EverMade.Add(made);
        return made;
    }

    private void Remove(string backupId)
    {
        // What is shown late is gone late.
        if (Next.Ending is Ending.AnsweredListedLate)
            _late.Add((Now + Latest, () => Backups.RemoveAll(backup => backup.Id == backupId)));
        else
            Backups.RemoveAll(backup => backup.Id == backupId);
    }

    private string NewId(string kind) => $"{kind}-{++_ids}";

    private Task<NucliaResult<Listing<T>>> Listed<T>(Failing which, Func<IEnumerable<T>> items) => Failing == which
        ? Failed<Listing<T>>(NucliaErrorKind.Unavailable)
        : Task.FromResult(NucliaResult.Ok(new Listing<T>([.. items()])));

    private static Task<NucliaResult<T>> Failed<T>(NucliaErrorKind kind) =>
        Task.FromResult(NucliaResult.Failed<T>(A.Error(kind, kind.ToString())));
}
