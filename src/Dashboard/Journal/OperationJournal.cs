using BackupDashboard.Access;
using BackupDashboard.Feeds;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackupDashboard.Journal;

/// <summary>
/// The durable list of operations: intent first, outcome after. Every change is committed, as an event and as the operation's row, before
/// it is published. Active and recent operations are held in memory, for the pages.
/// </summary>
public sealed class OperationJournal(IDbContextFactory<DashboardContext> contexts, JournalKey key, LastHead lastHead, TimeProvider time)
    : FeedStore<JournalSnapshot, Operation>(JournalSnapshot.Empty, time), ILoadAtStart, IWriteLater, IStorageCheck
{
    private TaskCompletionSource _changed = NewSource();
    private JournalHead _head = JournalHead.None;
    private bool _isHeadKept;

    // Was being committed when the connection to the database was lost, and may be in it. Null while nothing is in doubt.
    private (Operation Operation, JournalHead Head)? _doubt;

    /// <summary>Completes with the next change. Take it before reading the snapshot, or a change in between is missed.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <summary>Whether this is the database that was used last, as far as the start could tell.</summary>
    public DatabaseAge Age { get; private set; }

    public Task LoadAsync(CancellationToken cancellationToken) =>
        contexts.UseAsync(db => LoadAsync(db, cancellationToken), cancellationToken);

    private async Task LoadAsync(DashboardContext db, CancellationToken cancellationToken)
    {
        var last = await db.LastEventsAsync(2, cancellationToken);
        key.Open(last.Count > 0);
        if (last is [var head, ..])
        {
            key.Check(head, last.ElementAtOrDefault(1));
            _head = JournalHead.Of(head);
        }

        Age = await AgeAsync(db, cancellationToken);
        if (Age is DatabaseAge.Latest)
            KeepHead();

        var rows = db.Set<OperationRow>().AsNoTracking();
        var held = rows.Where(row => row.ActiveTarget != null
            || JournalSnapshot.KindsInForce.Contains(row.Kind)
            || (row.Kind == OperationKind.Restore && row.State == OperationState.Succeeded && row.ConfirmedAt == null));
        var lately = rows.Where(row => row.EndedAt != null).OrderByDescending(row => row.EndedAt).Take(JournalSnapshot.MaximumEnded);
        var found = (await held.ToListAsync(cancellationToken)).UnionBy(await lately.ToListAsync(cancellationToken), row => row.Id);

        // What ends a rule must come after what set it, and a clock that was set would say otherwise.
        var order = await rows.Where(row => JournalSnapshot.KindsInForce.Contains(row.Kind))
            .Join(db.Set<JournalEvent>(), row => row.Id, entry => entry.OperationId, (row, entry) => new { row.Id, entry.Sequence })
            .GroupBy(entry => entry.Id, entry => entry.Sequence, (id, sequences) => new { Id = id, Latest = sequences.Max() })
            .ToDictionaryAsync(row => row.Id, row => row.Latest, cancellationToken);
        var operations = found.Select(row => row.ToOperation()).OrderBy(operation => order.GetValueOrDefault(operation.Id)).ToList();
        Load(operations.Aggregate(JournalSnapshot.Empty, (snapshot, operation) => snapshot.With(operation)));
    }

    /// <summary>
    /// From now on this database is the last one used here. If it may be older, that waits until everything has been held and reported, so
    /// that an interrupted start repeats both.
    /// </summary>
    public async Task KeepHeadAsync(CancellationToken cancellationToken)
    {
        await contexts.UseAsync(db => db.Set<LostEnd>().ExecuteDeleteAsync(cancellationToken), cancellationToken);
        KeepHead();
    }

    /// <summary>
    /// Records the intent, unless an active operation is in its way, or the same request was recorded before. Decided under the lock of the
    /// write, so that two requests cannot pass each other.
    /// </summary>
    /// <param name="inTheWay">What is in the way besides an active operation with the same target.</param>
    /// <returns>That operation; null if the intent was recorded.</returns>
    /// <exception cref="StorageException">It could not be written.</exception>
    public Task<Operation?> TryAddAsync(
        Operation intent, Func<JournalSnapshot, Operation?> inTheWay, CancellationToken cancellationToken) => ChangeAsync(
        async () =>
        {
            await SettleAsync(cancellationToken);
            if (intent.RequestKey is { } request && await FindRequestAsync(intent.Actor, request.Name, cancellationToken) is { } earlier)
                return earlier;
            if ((Current.ActiveFor(intent.Target) ?? inTheWay(Current)) is { } active)
                return active;

            await WriteAsync(intent, (db, row) => db.Add(row));
            return null;
        },
        cancellationToken);

    /// <param name="change">Returns null if it no longer applies, because someone else was quicker: nothing is written then.</param>
    /// <returns>The operation after the change; null if it did not apply.</returns>
    /// <exception cref="StorageException">It could not be written.</exception>
    public Task<Operation?> TryUpdateAsync(Guid id, Func<Operation, Operation?> change, CancellationToken cancellationToken) => ChangeAsync(
        async () =>
        {
            await SettleAsync(cancellationToken);
            var current = await FindAsync(id, cancellationToken)
                ?? throw new InvalidOperationException($"Operation {id} is not in the journal.");
            if (change(current) is not { } changed)
                return null;

            await WriteAsync(changed, (db, row) => db.Update(row));
            return changed;
        },
        cancellationToken);

    /// <summary>The operation of an actor's idempotency key.</summary>
    public async Task<Operation?> FindRequestAsync(Actor actor, string name, CancellationToken cancellationToken)
    {
        var row = await contexts.UseAsync(
            db => db.Set<OperationRow>().AsNoTracking()
                .FirstOrDefaultAsync(row => row.ActorId == actor.ObjectId && row.RequestName == name, cancellationToken),
            cancellationToken);
        return row is null ? null : Current.Find(row.Id) ?? row.ToOperation();
    }

    /// <summary>The states of an operation after each change, the oldest first.</summary>
    public async Task<IReadOnlyList<(DateTimeOffset At, Operation Operation)>> StoryAsync(Guid id, CancellationToken cancellationToken)
    {
        var events = await contexts.UseAsync(
            db => db.Set<JournalEvent>().AsNoTracking().Where(entry => entry.OperationId == id).OrderBy(entry => entry.Sequence)
                .ToListAsync(cancellationToken),
            cancellationToken);
        return [.. events.Select(entry => (entry.At, OperationJson.Read(entry.Content)))];
    }

    /// <summary>Also one that ended so long ago that it is not held in memory.</summary>
    public async Task<Operation?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        if (Current.Find(id) is { } held)
            return held;

        var row = await contexts.UseAsync(
            db => db.Set<OperationRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken), cancellationToken);
        return row?.ToOperation();
    }

    /// <summary>Settles what is in doubt as soon as the database can be used again. Nothing is unwritten.</summary>
    async Task<int> IWriteLater.WriteAsync()
    {
        try
        {
            await ChangeAsync(
                async () =>
                {
                    await SettleAsync(CancellationToken.None);
                    return true;
                },
                CancellationToken.None);
        }
        catch (StorageException)
        {
            // It stays in doubt until the next time.
        }

        return 0;
    }

    // Before anything else is decided. Whoever had requested it was told that it was not recorded, so if it waits, it must not be sent.
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (_doubt is not { } doubt)
            return;

        var head = JournalHead.Of(await contexts.UseAsync(db => db.LastEventAsync(cancellationToken), cancellationToken));
        _doubt = null;
        if (head != doubt.Head)
            return;

        var isIntent = doubt.Operation.IsActive && Current.Find(doubt.Operation.Id) is null;
        Accept(head, doubt.Operation);
        if (isIntent)
            await WriteAsync(
                doubt.Operation with { State = OperationState.Rejected, EndedAt = Time.GetUtcNow(), Problem = new AnswerLost() },
                (db, row) => db.Update(row));
    }

    // Without it an idle dashboard would learn only from its next command that someone has put another database in place.
    async Task IStorageCheck.CheckAsync(CancellationToken cancellationToken) => await ChangeAsync(
        async () =>
        {
            await SettleAsync(cancellationToken);
            await contexts.UseAsync(
                async db =>
                {
                    if (JournalHead.Of(await db.LastEventAsync(cancellationToken)) == _head)
                        return;

                    await using var transaction = await db.BeginExclusiveAsync();
                    await EndAsync(db, transaction);
                },
                cancellationToken);
            return true;
        },
        cancellationToken);

    private void KeepHead()
    {
        _isHeadKept = true;
        lastHead.Write(_head);
    }

    private async Task WriteAsync(Operation operation, Action<DashboardContext, OperationRow> put)
    {
        var row = OperationRow.Of(operation);
        Accept(await contexts.UseAsync(db => CommitAsync(db, operation, row, put), CancellationToken.None), operation);
    }

    private void Accept(JournalHead head, Operation operation)
    {
        _head = head;
        if (_isHeadKept)
            lastHead.Write(_head);
        Publish(current => current.With(operation), new Upsert<Operation>(operation.Id.ToString(), operation));
        Interlocked.Exchange(ref _changed, NewSource()).TrySetResult();
    }

    private async Task<JournalHead> CommitAsync(
        DashboardContext db, Operation operation, OperationRow row, Action<DashboardContext, OperationRow> put)
    {
        // It reads the head, and then writes.
        await using var transaction = await db.BeginExclusiveAsync();
        var head = await EndAsync(db, transaction);
        put(db, row);
        var next = key.Next(head, row.Id, Time.GetUtcNow(), row.Content);
        db.Add(next);
        await db.SaveChangesAsync(CancellationToken.None);
        _doubt = (operation, JournalHead.Of(next));
        await transaction.CommitAsync(CancellationToken.None);
        _doubt = null;
        return JournalHead.Of(next);
    }

    /// <returns>The last event, which is the last that was written here.</returns>
    /// <exception cref="StorageException">It is another one.</exception>
    private async Task<JournalEvent?> EndAsync(DashboardContext db, IDbContextTransaction transaction)
    {
        var end = await db.LastEventAsync(CancellationToken.None);
        if (JournalHead.Of(end) is var found && found == _head)
            return end;

        if (!await db.HasAsync(_head, CancellationToken.None) && !await db.Set<LostEnd>().AnyAsync())
        {
            db.Add(new LostEnd { Head = _head.ToString() });
            await db.SaveChangesAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        throw new StorageException(
            $"The journal ends with {found}, but this dashboard wrote {_head}: an older database was put in place of the one in use, or a "
                + "standby server that lacks the end. Start the dashboard again; it then holds what it can no longer be sure of.");
    }

    // Being ahead of the last head is harmless: a process may end between a commit and writing the head.
    private async Task<DatabaseAge> AgeAsync(DashboardContext db, CancellationToken cancellationToken)
    {
        var known = await db.Set<LostEnd>().SingleOrDefaultAsync(cancellationToken) is { } lost
            ? JournalHead.Parse(lost.Head)
            : lastHead.Read();
        if (known is null)
            return _head == JournalHead.None ? DatabaseAge.Latest : DatabaseAge.Unknown;
        if (await db.HasAsync(known, cancellationToken))
            return DatabaseAge.Latest;

        lastHead.Misses(known, _head);
        return DatabaseAge.Older;
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

internal sealed record AnswerLost() : OperationProblem(
    ProblemKind.NotWritten,
    "The database's answer was lost while this was recorded, so whoever requested it was told that it was not. Nothing was sent.");
