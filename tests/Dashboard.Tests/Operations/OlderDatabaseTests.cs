using BackupDashboard.Alarms;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

/// <summary>A database that is not the last one used here: what waits in it is held until someone releases it.</summary>
[StorageSuite]
public sealed class OlderDatabaseTests : IAsyncLifetime
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);
    private readonly TestStorage _storage = new();
    private RunningConsole _console;
    private FakeZone _europe = null!;

    public OlderDatabaseTests() => _console = New();

    public ValueTask InitializeAsync() => new(_console.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await _console.DisposeAsync();
        _storage.Dispose();
    }

    [Fact]
    public async Task Older_DeletionThatWasUndoneSince_IsHeldAndNeverSentByItself()
    {
        var id = await DeleteAsync();
        _storage.Copy();
        (await Decisions.CancelAsync(A.Person(A.Operator), id, RunningConsole.Cancellation)).IsAccepted.ShouldBeTrue();

        await RestartAsync(_storage.PutBack);
        var held = _console.Journal.Current.Find(id)!;
        held.AwaitsRelease.ShouldBeTrue();
        held.DueAt.ShouldBeNull();
        held.Problem!.Text.ShouldStartWith("The dashboard's database is older than the last one used here");
        Alarm.Text.ShouldStartWith("This database is older than the last one used here.");
        Alarm.Detail.ShouldBe("Held: 1.");
        _console.Log.Warnings.ShouldContain(line => line.Contains("does not hold 2:", StringComparison.Ordinal));

        // Not at the next start either, which finds a head that fits.
        await RestartAsync();
        _console.Journal.Age.ShouldBe(DatabaseAge.Latest);
        _console.Journal.Current.Find(id)!.AwaitsRelease.ShouldBeTrue();
        await OthersGoOnAsync();
        _console.Nuclia.Sent.ShouldBe(["create europe kb-handbook"]);
    }

    [Fact]
    public async Task Older_CommandThatWasSentSince_IsHeld()
    {
        // Counting comes before the call.
        _europe.Hold(Ask.Counters);
        var request = await _console.Operations.StartAsync(
            A.Person(A.Operator), "europe", "kb-handbook", evenIfRunning: false, RunningConsole.Cancellation);
        await _europe.CalledAsync(Ask.Counters, 1);
        _storage.Copy();
        _europe.Release(Ask.Counters);
        await _console.EndedAsync(request);

        await RestartAsync(_storage.PutBack);
        _console.Journal.Current.Find(request.Operation!.Id)!.AwaitsRelease.ShouldBeTrue();
        await EndedDeletionAsync();
        _console.Nuclia.Sent.ShouldBe(["delete europe b2"]);
    }

    [Fact]
    public async Task Release_Deletion_CanBeUndoneForAsLongAsANewOne()
    {
        var id = await OlderWithDeletionAsync();
        var released = await Decisions.ReleaseAsync(A.Person(A.Operator), id, RunningConsole.Cancellation);
        released.Operation!.DueAt.ShouldBe(_console.Clock.GetUtcNow() + Grace);
        released.Operation.Decision!.By.Name.ShouldBe("Ada Operator");
        await _console.PassGraceAsync(Grace);
        (await _console.OperationAsync(id, operation => !operation.IsActive)).State.ShouldBe(OperationState.Succeeded);
        (await Decisions.ReleaseAsync(A.Person(A.Operator), id, RunningConsole.Cancellation)).Problem!.Kind.ShouldBe(ProblemKind.TooLate);
    }

    [Fact]
    public async Task Release_WithoutTheRight_IsRefused()
    {
        var id = await OlderWithDeletionAsync();
        (await Decisions.ReleaseAsync(A.Person(A.Auditor), id, RunningConsole.Cancellation)).Problem!.Kind.ShouldBe(ProblemKind.NotAllowed);
        _console.Journal.Current.Find(id)!.AwaitsRelease.ShouldBeTrue();
    }

    [Fact]
    public async Task Undo_WhatIsHeld_EndsIt()
    {
        var id = await OlderWithDeletionAsync();
        (
            await Decisions.CancelAsync(A.Person(A.Operator), id, RunningConsole.Cancellation)).Operation!.State.ShouldBe(
                OperationState.Cancelled);
        await OthersGoOnAsync();
        _console.Nuclia.Sent.ShouldBe(["create europe kb-handbook"]);
    }

    [Fact]
    public async Task HeadFileLost_WhatWaits_IsHeldAndTheAlarmSaysThatNobodyKnows()
    {
        var id = await DeleteAsync();
        await RestartAsync(() => File.Delete(_storage.HeadFile));
        _console.Journal.Age.ShouldBe(DatabaseAge.Unknown);
        _console.Journal.Current.Find(id)!.Problem!.Text.ShouldStartWith(
            "It is not known whether the dashboard's database is the last one used here");
        Alarm.Text.ShouldStartWith("It is not known whether this database is the last one used here");
    }

    [Fact]
    public async Task HeadFileMissing_NothingWaits_IsNoAlarm()
    {
        var id = await DeleteAsync();
        await Decisions.CancelAsync(A.Person(A.Operator), id, RunningConsole.Cancellation);
        await RestartAsync(() => File.WriteAllText(_storage.HeadFile, "spoiled"));
        _console.Get<AlarmStore>().Current.Unacknowledged.ShouldBeEmpty();
        await RestartAsync();
        _console.Journal.Age.ShouldBe(DatabaseAge.Latest);
    }

    [Fact]
    public async Task HeadFileBehind_AsAfterAKillBetweenTheCommitAndIt_IsTheLatest()
    {
        var id = await DeleteAsync();
        var behind = await File.ReadAllTextAsync(_storage.HeadFile, RunningConsole.Cancellation);
        await Decisions.CancelAsync(A.Person(A.Operator), id, RunningConsole.Cancellation);
        await RestartAsync(() => File.WriteAllText(_storage.HeadFile, behind));
        _console.Journal.Age.ShouldBe(DatabaseAge.Latest);
    }

    [Fact]
    public async Task AnotherBranch_ThatHasBecomeLonger_IsOlder()
    {
        await DeleteAsync();
        _storage.Copy();
        await DeleteAsync("b2");
        var other = await File.ReadAllTextAsync(_storage.HeadFile, RunningConsole.Cancellation);
        await RestartAsync(_storage.PutBack);
        await DeleteAsync("b2");
        await RestartAsync(() => File.WriteAllText(_storage.HeadFile, other));
        _console.Journal.Age.ShouldBe(DatabaseAge.Older);
    }

    [Fact]
    public async Task DatabaseWithoutEvents_InPlaceOfOneThatHadSome_IsToldOnceAndGoesOn()
    {
        _storage.Copy();
        await DeleteAsync();
        await RestartAsync(_storage.PutBack);
        Alarm.Detail.ShouldBe("Held: 0.");
        await RestartAsync();
        _console.Journal.Age.ShouldBe(DatabaseAge.Latest);
    }

    [Fact]
    public async Task HeadFile_IsForItsOwnerAlone()
    {
        await DeleteAsync();
        File.ReadAllText(_storage.HeadFile).ShouldStartWith("1:");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(_storage.HeadFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task HeadFile_CannotBeWritten_WhatIsRequestedIsAcceptedAllTheSame()
    {
        File.Delete(_storage.HeadFile);
        Directory.CreateDirectory(_storage.HeadFile);
        _console.Log.ErrorsAreExpected = true;
        await DeleteAsync();
        _console.Log.Errors.ShouldHaveSingleItem().ShouldContain("the next start may not notice that an older database was put back");
    }

    private OperationDecisions Decisions => _console.Get<OperationDecisions>();

    private Alarm Alarm => _console.Get<AlarmStore>().Current.Unacknowledged.Single(alarm => alarm.Key.Kind is AlarmKind.DatabaseOlder);

    private async Task<Guid> OlderWithDeletionAsync()
    {
        var id = await DeleteAsync();
        _storage.Copy();
        await Decisions.CancelAsync(A.Person(A.Operator), id, RunningConsole.Cancellation);
        await RestartAsync(_storage.PutBack);
        return id;
    }

    private async Task<Guid> DeleteAsync(string backup = "b1")
    {
        var request = await _console.Operations.DeleteAsync(
            A.Person(A.Operator), "europe", backup, "handbook", RunningConsole.Cancellation);
        request.Problem.ShouldBeNull();
        return request.Operation!.Id;
    }

    /// <summary>What is requested now is carried out: by then, what was to be sent at the start has been.</summary>
    private async Task OthersGoOnAsync()
    {
        var request = await _console.Operations.StartAsync(
            A.Person(A.Operator), "europe", "kb-handbook", evenIfRunning: false, RunningConsole.Cancellation);
        (await _console.EndedAsync(request)).State.ShouldBe(OperationState.Succeeded);
    }

    private async Task EndedDeletionAsync()
    {
        var id = await DeleteAsync("b2");
        await _console.PassGraceAsync(Grace);
        (await _console.OperationAsync(id, operation => !operation.IsActive)).State.ShouldBe(OperationState.Succeeded);
    }

    private async Task RestartAsync(Action? meanwhile = null)
    {
        await _console.DisposeAsync();
        meanwhile?.Invoke();
        _console = New();
        await _console.StartAsync();
    }

    private RunningConsole New()
    {
        var console = new RunningConsole(_storage);
        console.Set("Operations:DeleteGrace", Grace.ToString());
        _europe = console.Nuclia.AddZone("europe").With(A.Box()).With(A.Backup(), A.Backup("b2"));
        return console;
    }
}
