using System.Globalization;
using System.Security.Claims;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations.Model;

/// <summary>An operation that was accepted, and what was known then: what the model holds the journal to.</summary>
internal sealed record Asked(
    int Number, Guid Id, OperationKind Kind, DateTimeOffset At, IReadOnlySet<string> Seen, bool TreatedAsFailed = false);

/// <summary>Plays one history: against the real services step by step, and against what the model knows must hold.</summary>
internal sealed class History : IAsyncDisposable
{
    private static readonly ClaimsPrincipal Person = A.Person(A.Operator);

    private readonly TestStorage _storage = new();
    private readonly ModelCloud _cloud = new();
    private readonly ModelClock _clock;
    private readonly FailingContexts _contexts;
    private readonly JournalKey _key;
    private readonly List<string> _told = [];
    private readonly List<Enum> _seen = [];
    private readonly HashSet<string> _pinned = new(StringComparer.Ordinal);
    private readonly UndoOffers _offers;
    private ModelConsole _console = null!;

    private History()
    {
        _clock = new ModelClock(_cloud);
        _contexts = new FailingContexts(_storage.Contexts);
        _key = new JournalKey(_storage.KeyFile);
        _offers = new UndoOffers(_cloud);
    }

    /// <summary>What happened, for people.</summary>
    public string Story => string.Join('\n', _told);

    private List<Asked> Asked { get; } = [];

    /// <returns>What it was good for: how its calls ended, and how its operations did.</returns>
    public static async Task<IReadOnlyList<Enum>> PlayAsync(IEnumerable<Step> steps)
    {
        await using var history = new History();
        try
        {
            await history.RestartAsync();
            foreach (var step in steps)
            {
                await history.PlayAsync(step);
                await history._console.CountAsync();
                Invariants.AtAnyTime(history._console.Journal.Current);
            }

            await history.GetWellAsync();
            var audit = await new JournalAudit(history._contexts, history._key).VerifyAsync(null, CancellationToken.None);
            audit.Fault.ShouldBeNull();
            foreach (var asked in history.Asked)
            {
                var operation = history.Now(asked);
                Invariants.OfCalls(asked, history._cloud, history._offers);

                // What was accepted after the copy that was put back is in no journal; and what is in one may have happened since.
                if (history._offers.IsOlder)
                    continue;

                Invariants.AtTheEnd(asked, operation, history._cloud, history._console.Journal.Current);
                history._seen.Add(operation!.State);
            }

            return history._seen;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{exception.Message}\n\nWhat happened:\n{history.Story}\n", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_console is not null)
            await _console.DisposeAsync();
        _storage.Dispose();
    }

    private Task PlayAsync(Step step) => step switch
    {
        Ask ask => AskAsync(ask),
        Call call => CallAsync(call.Ending),
        Look look => PollAsync(look),
        Undo undo => UndoAsync(undo),
        Release release => ReleaseAsync(release),
        Absent absent => AbsentAsync(absent),
        Copy => Do("the database is copied", _storage.Copy),
        PutBack => PutBackAsync(),
        TreatAsFailed treat => TreatAsync(treat),
        Pass pass => PassAsync(pass.Seconds),
        SetClock clock => Do($"the dashboard's clock is {clock.Seconds} s off", () => _clock.Off = TimeSpan.FromSeconds(clock.Seconds)),
        Lists lists => Do($"lists that fail: {lists.Failing}", () => _cloud.Failing = lists.Failing),
        Stranger stranger => Do($"somebody else: {stranger.Does} {stranger.What}", () => Play(stranger)),
        Restart => RestartAsync(),
        _ => throw new InvalidOperationException($"No such step: {step}"),
    };

    private async Task AskAsync(Ask ask)
    {
        var picture = _console.Picture;
        var backups = picture.Backups.Values.OrderBy(backup => backup.Id, StringComparer.Ordinal).ToList();
        if (ask.Kind is not OperationKind.Start && backups.Count == 0)
            return;

        var backup = backups.ElementAtOrDefault(ask.What % Math.Max(1, backups.Count));
        var box = ModelCloud.Sources[ask.What % ModelCloud.Sources.Count];
        var slug = string.Create(CultureInfo.InvariantCulture, $"copy-{ask.Slug}");
        var result = await (ask.Kind switch
        {
            OperationKind.Start => _console.Operations.StartAsync(Person, ModelCloud.ZoneSlug, box.Id, true, CancellationToken.None),
            OperationKind.Delete => _console.Operations.DeleteAsync(
                Person, ModelCloud.ZoneSlug, backup!.Id, backup.Slug, CancellationToken.None),
            OperationKind.Restore => _console.Operations.RestoreAsync(
                Person, ModelCloud.ZoneSlug, backup!.Id, new NewKnowledgeBox(slug, ModelCloud.Title, []), CancellationToken.None),
            OperationKind.Pin => _console.Pins.PinAsync(Person, ModelCloud.ZoneSlug, backup!.Id, "why", CancellationToken.None),
            _ => _console.Pins.UnpinAsync(Person, ModelCloud.ZoneSlug, backup!.Id, CancellationToken.None),
        });
        var what = ask.Kind is OperationKind.Start ? box.Id : ask.Kind is OperationKind.Restore ? $"{backup!.Id} as {slug}" : backup!.Id;
        if (result.IsAccepted && ask.Kind is OperationKind.Pin)
            _pinned.Add(backup!.Id);
        if (result.IsAccepted && ask.Kind is OperationKind.Unpin)
            _pinned.Remove(backup!.Id);
        if (result.IsAccepted)
        {
            Asked.Add(new Asked(Asked.Count + 1, result.Operation!.Id, ask.Kind, _cloud.Now, backups.Select(one => one.Id).ToHashSet()));
            _offers.Begin(result.Operation.Id);
        }

        Tell(result.IsAccepted
            ? $"#{Asked.Count}: {ask.Kind} {what} is requested"
            : $"{ask.Kind} {what} is not accepted: {result.Problem!.Text}");
    }

    private async Task CallAsync(Ending ending)
    {
        if (Asked.Select(Now).FirstOrDefault(operation => operation is not null && _console.IsDue(operation)) is not { } due)
            return;

        _seen.Add(ending);
        _cloud.Next = (due.Id, ending);
        switch (ending)
        {
            case Ending.CrashBeforeSent:
                _contexts.FailIn(1, new CrashException());
                break;
            case Ending.CrashBeforeWritten:
                _contexts.FailIn(2, new CrashException());
                break;
            case Ending.DiskFullBeforeSent:
                _contexts.FailIn(1, new IOException("The disk is full."));
                break;
            case Ending.DiskFullBeforeWritten:
                _contexts.FailIn(2, new IOException("The disk is full."));
                break;
        }

        var calls = _cloud.Calls.Count;
        var offered = due is { Kind: OperationKind.Delete, Attempts: 0 } ? _offers.OfferedFor(due.Id) : (TimeSpan?)null;
        await UnlessItCrashesAsync($"#{NumberOf(due.Id)} has its turn: {ending}", () => _console.SendAsync(due));
        if (offered < ModelConsole.Settings.DeleteGrace)
            _cloud.Calls.Count.ShouldBe(calls, $"#{NumberOf(due.Id)} is sent, and could be undone for {offered} only");
        if (due.Kind is OperationKind.Delete && _pinned.Contains(due.BackupId!))
            _cloud.Calls.Count.ShouldBe(calls, "a pinned backup was to be deleted");
        TellOf(due);
    }

    private async Task PollAsync(Look look)
    {
        var doubts = Doubts();
        if (doubts.Count == 0)
            return;

        var doubt = doubts[look.Which % doubts.Count];
        if (look.Crash)
            _contexts.FailIn(1, new CrashException());
        await UnlessItCrashesAsync($"#{NumberOf(doubt.Id)} is looked at", () => _console.SettleAsync(doubt.Id));
        TellOf(doubt);
    }

    private async Task TreatAsync(TreatAsFailed treat)
    {
        if (await DecideAsync(treat.Which, OperationState.Unknown, (console, id) =>
                console.Decisions.TreatAsFailedAsync(Person, id, "why", CancellationToken.None)) is { } index)
            Asked[index] = Asked[index] with { TreatedAsFailed = true };
    }

    private async Task UndoAsync(Undo undo)
    {
        if (await DecideAsync(undo.Which, OperationState.Scheduled, (console, id) =>
                console.Decisions.CancelAsync(Person, id, CancellationToken.None)) is { } index)
            _offers.Undone(Asked[index].Id);
    }

    private async Task ReleaseAsync(Release release)
    {
        if (await DecideAsync(release.Which, OperationState.Scheduled, (console, id) =>
                console.Decisions.ReleaseAsync(Person, id, CancellationToken.None), operation => operation.AwaitsRelease) is { } index)
            _offers.Released(Asked[index].Id);
    }

    /// <returns>Which of those requested it was.</returns>
    private async Task<int?> DecideAsync(
        int which, OperationState state, Func<ModelConsole, Guid, Task<RequestResult>> decide, Func<Operation, bool>? condition = null)
    {
        var those = Asked.Where(asked => Now(asked) is { } operation && operation.State == state && condition?.Invoke(operation) != false)
            .ToList();
        if (those.Count == 0)
            return null;

        var asked = those[which % those.Count];
        var result = await decide(_console, asked.Id);
        Tell($"#{asked.Number}: a person decides, and it is {Now(asked)!.State}");
        return result.IsAccepted ? asked.Number - 1 : null;
    }

    private async Task PassAsync(int seconds)
    {
        Tell($"{seconds} s pass");
        await PassCountingAsync(TimeSpan.FromSeconds(seconds));
        _offers.Passed(TimeSpan.FromSeconds(seconds));
        if (seconds >= 60)
            await _console.PollAsync();
    }

    /// <summary>The process runs: it counts every few seconds.</summary>
    private async Task PassCountingAsync(TimeSpan time)
    {
        for (var left = time; left > TimeSpan.Zero; left -= UndoTime.Interval)
        {
            _cloud.Pass(left < UndoTime.Interval ? left : UndoTime.Interval);
            await _console.CountAsync();
        }
    }

    private async Task AbsentAsync(Absent absent)
    {
        var time = TimeSpan.FromSeconds(absent.Seconds);
        Tell($"{absent.Seconds} s pass, and the dashboard is not there: {absent.Why}");
        _seen.Add(absent.Why);
        switch (absent.Why)
        {
            case Absence.Ended:
                await RestartAsync(() => _cloud.Pass(time));
                break;
            case Absence.Halted:
                _cloud.Pass(time);
                break;
            case Absence.DiskFull:
                _contexts.IsFull = true;
                await PassCountingAsync(time);
                _contexts.IsFull = false;
                break;
        }
    }

    private async Task PutBackAsync()
    {
        if (!_storage.HasCopy)
            return;

        Tell("the copy of the database is put back");
        await RestartAsync(_storage.PutBack);
        _offers.IsOlder |= _console.Journal.Age is DatabaseAge.Older;
        _pinned.Clear();
        _pinned.UnionWith(_console.Journal.Current.Operations.Values
            .Where(operation => operation.BackupId is { } id && _console.Journal.Current.PinOf(ModelCloud.ZoneSlug, id) is not null)
                .Select(operation => operation.BackupId!));
    }

    private void Play(Stranger stranger)
    {
        switch (stranger.Does)
        {
            case Strangers.Start:
                _cloud.StrangerStarts(ModelCloud.Sources[stranger.What % ModelCloud.Sources.Count].Id);
                break;
            case Strangers.TakeSlug:
                _cloud.StrangerTakes(string.Create(CultureInfo.InvariantCulture, $"copy-{stranger.What}"));
                break;
            case Strangers.Delete when _cloud.Backups.Count > 0:
                _cloud.Backups.RemoveAt(stranger.What % _cloud.Backups.Count);
                break;
        }
    }

    /// <summary>The cloud answers again, and time passes.</summary>
    private async Task GetWellAsync()
    {
        Tell("all is well again");
        _cloud.Failing = Failing.Nothing;
        for (var round = 0; round < 12 && Asked.Exists(asked => Now(asked) is { IsActive: true }); round++)
        {
            await PassAsync(30);
            while (Asked.Exists(asked => Now(asked) is { } operation && _console.IsDue(operation)))
                await CallAsync(Ending.Answered);
            for (var doubts = Doubts().Count; doubts > 0; doubts--)
                await PollAsync(new Look(doubts, Crash: false));
        }

        // What is late still comes, whatever has been concluded.
        _cloud.Pass(ModelCloud.Latest);
    }

    private async Task RestartAsync(Action? meanwhile = null)
    {
        if (_console is not null)
        {
            Tell("the process ends, and begins anew");
            await _console.DisposeAsync();
        }

        meanwhile?.Invoke();
        _offers.BeginAnew();

        _console = await ModelConsole.StartAsync(_cloud, _clock, _contexts, _key, _storage.LastHead);
    }

    private async Task UnlessItCrashesAsync(string what, Func<Task> act)
    {
        Tell(what);
        try
        {
            await act();
            _contexts.Recover();
        }
        catch (CrashException)
        {
            _contexts.Recover();
            await RestartAsync();
        }
    }

    private List<Operation> Doubts() =>
        [.. Asked.Select(Now).OfType<Operation>().Where(operation => operation.State is OperationState.Sent or OperationState.Unknown)];

    private Operation? Now(Asked asked) => Now(asked.Id);

    private Operation? Now(Guid id) => _console.Journal.Current.Find(id);

    private int NumberOf(Guid id) => Asked.Find(asked => asked.Id == id)!.Number;

    private Task Do(string what, Action act)
    {
        Tell(what);
        act();
        return Task.CompletedTask;
    }

    private void TellOf(Operation before)
    {
        if (Now(before.Id) is { } after && after != before)
            Tell($"  and is {after.State} {after.UpstreamId} {after.Problem?.Text}");
    }

    private void Tell(string what) => _told.Add(string.Create(CultureInfo.InvariantCulture, $"{_cloud.Now:HH:mm:ss} {what}"));
}
