using System.Data.Common;
using BackupDashboard.Journal;
using BackupDashboard.Storage;
using BackupDashboard.Storage.Sqlite;
using BackupDashboard.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BackupDashboard.Tests.Operations;

/// <summary>The answer to a commit is lost, as with the connection to a server: it may be in the database, or not.</summary>
public sealed class CommitInDoubtTests : IAsyncLifetime
{
    private readonly TestStorage _storage = new(StorageProvider.Sqlite);
    private readonly Connection _connection = new();
    private readonly JournalKey _key;
    private readonly OperationJournal _journal;

    public CommitInDoubtTests()
    {
        _key = new JournalKey(_storage.KeyFile);
        _journal = new OperationJournal(new Contexts(_storage.DatabaseFile, _connection), _key, _storage.LastHead, new TestClock());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => new(_journal.LoadAsync(Cancellation));

    public ValueTask DisposeAsync()
    {
        _journal.Dispose();
        _storage.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Intent_ThatWasCommitted_IsRejectedRatherThanSent(bool bySomethingElse)
    {
        var intent = A.Operation(target: "a");
        await LoseAsync(() => _journal.TryAddAsync(intent, _ => null, Cancellation));
        _journal.Current.Find(intent.Id).ShouldBeNull();

        if (bySomethingElse)
            await _journal.TryAddAsync(A.Operation(target: "b"), _ => null, Cancellation);
        else
            (await ((IWriteLater)_journal).WriteAsync()).ShouldBe(0);
        var rejected = _journal.Current.Find(intent.Id).ShouldNotBeNull();
        rejected.State.ShouldBe(OperationState.Rejected);
        rejected.Problem!.Text.ShouldEndWith("Nothing was sent.");
        (await _journal.TryAddAsync(A.Operation(target: "a"), _ => null, Cancellation)).ShouldBeNull("nothing is in the way");
        await VerifyAsync();
    }

    [Fact]
    public async Task Intent_ThatWasNotCommitted_IsForgotten()
    {
        var intent = A.Operation(target: "a");
        _connection.IsLostBeforeCommit = true;
        await LoseAsync(() => _journal.TryAddAsync(intent, _ => null, Cancellation));
        await ((IWriteLater)_journal).WriteAsync();
        _journal.Current.Find(intent.Id).ShouldBeNull();
        (await _journal.TryAddAsync(intent, _ => null, Cancellation)).ShouldBeNull();
        await VerifyAsync();
    }

    [Fact]
    public async Task Change_ThatWasCommitted_IsTakenAsItIs()
    {
        var operation = A.Operation(target: "a");
        await _journal.TryAddAsync(operation, _ => null, Cancellation);
        await LoseAsync(() => _journal.TryUpdateAsync(operation.Id, one => one with { State = OperationState.Sent }, Cancellation));
        _journal.Current.Find(operation.Id)!.State.ShouldBe(OperationState.Scheduled);

        (await _journal.TryUpdateAsync(operation.Id, one => one.State is OperationState.Scheduled ? one : null, Cancellation))
            .ShouldBeNull();
        _journal.Current.Find(operation.Id)!.State.ShouldBe(OperationState.Sent);
        await VerifyAsync();
    }

    [Fact]
    public async Task DatabaseStillAway_ItStaysInDoubt()
    {
        var intent = A.Operation(target: "a");
        await LoseAsync(() => _journal.TryAddAsync(intent, _ => null, Cancellation));
        _connection.IsAway = true;
        (await ((IWriteLater)_journal).WriteAsync()).ShouldBe(0);
        _connection.IsAway = false;
        await ((IWriteLater)_journal).WriteAsync();
        _journal.Current.Find(intent.Id)!.State.ShouldBe(OperationState.Rejected);
    }

    /// <summary>A standby server that lacks the end, or a copy that was put in place meanwhile.</summary>
    [Fact]
    public async Task DatabaseWithoutTheEnd_NothingIsWrittenToIt()
    {
        await _journal.TryAddAsync(A.Operation(target: "a"), _ => null, Cancellation);
        _storage.Copy();
        await _journal.TryAddAsync(A.Operation(target: "b"), _ => null, Cancellation);
        _storage.PutBack();
        (await Should.ThrowAsync<StorageException>(() => _journal.TryAddAsync(A.Operation(target: "c"), _ => null, Cancellation)))
            .Message.ShouldContain("Start the dashboard again");
        (await new JournalAudit(_storage.Contexts, _key).VerifyAsync(null, Cancellation)).Events.ShouldBe(1);
    }

    /// <summary>
    /// Whoever starts next need not be the one that wrote the end: another dashboard on the same database had not heard of it yet.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DatabaseWithoutTheEnd_IsKnownToBe_WhoeverStartsNext(bool byCommand)
    {
        await _journal.TryAddAsync(A.Operation(target: "a"), _ => null, Cancellation);
        var (headOfAnother, copied) = (_storage.LastHead.Read()!, A.Operation(target: "b"));
        _storage.Copy();
        await _journal.TryAddAsync(copied, _ => null, Cancellation);
        await ((IStorageCheck)_journal).CheckAsync(Cancellation);
        _storage.PutBack();
        for (var time = 0; time < 2; time++)
            await Should.ThrowAsync<StorageException>(() => byCommand
                ? _journal.TryAddAsync(A.Operation(target: "c"), _ => null, Cancellation)
                : ((IStorageCheck)_journal).CheckAsync(Cancellation));

        _storage.LastHead.Write(headOfAnother);
        (await AgeAtStartAsync(isHandled: false)).ShouldBe(DatabaseAge.Older);
        (await AgeAtStartAsync(isHandled: true)).ShouldBe(DatabaseAge.Older, "until what waits is held");
        (await AgeAtStartAsync(isHandled: true)).ShouldBe(DatabaseAge.Latest);
    }

    private async Task<DatabaseAge> AgeAtStartAsync(bool isHandled)
    {
        using var journal = new OperationJournal(_storage.Contexts, _key, _storage.LastHead, new TestClock());
        await journal.LoadAsync(Cancellation);
        if (isHandled)
            await journal.KeepHeadAsync(Cancellation);
        return journal.Age;
    }

    private async Task LoseAsync(Func<Task> write)
    {
        _connection.LosesNextCommit = true;
        await Should.ThrowAsync<StorageException>(write);
    }

    private async Task VerifyAsync() =>
        (await new JournalAudit(_storage.Contexts, _key).VerifyAsync(null, Cancellation)).Fault.ShouldBeNull();

    private sealed class Contexts(string file, Connection connection) : IDbContextFactory<DashboardContext>
    {
        public DashboardContext CreateDbContext() => connection.IsAway
            ? throw new IOException("The server is away.")
            : new SqliteContext(new DbContextOptionsBuilder<SqliteContext>()
                .UseSqlite($"Data Source={file};Foreign Keys=True").AddInterceptors(connection).Options);
    }

    private sealed class Connection : DbTransactionInterceptor
    {
        public bool LosesNextCommit { get; set; }

        public bool IsLostBeforeCommit { get; set; }

        public bool IsAway { get; set; }

        public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result,
            CancellationToken cancellationToken = default)
        {
            if (!LosesNextCommit)
                return result;

            LosesNextCommit = false;
            if (!IsLostBeforeCommit)
                await transaction.CommitAsync(cancellationToken);
            throw new IOException("The connection was lost.");
        }
    }
}
