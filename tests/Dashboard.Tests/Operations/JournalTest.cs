using BackupDashboard.Journal;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

/// <summary>A journal over a database of its own; nothing carries out what it contains.</summary>
[StorageSuite]
public abstract class JournalTest : IAsyncLifetime
{
    private readonly List<OperationJournal> _journals = [];

    protected TestStorage Storage { get; } = new();

    protected TestClock Clock { get; } = new();

    protected OperationJournal Journal { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Journal = await OpenAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _journals.ForEach(journal => journal.Dispose());
        Storage.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>One more journal over the same database, as after a restart.</summary>
    protected async Task<OperationJournal> OpenAsync()
    {
        var journal = new OperationJournal(Storage.Contexts, new JournalKey(Storage.KeyFile), Storage.LastHead, Clock);
        _journals.Add(journal);
        await journal.LoadAsync(Cancellation);
        return journal;
    }
}
