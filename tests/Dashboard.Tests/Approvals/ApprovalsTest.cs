using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Alarms;
using BackupDashboard.Approvals;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Approvals;

/// <summary>
/// A running console in which much takes a second person, with two who may approve, and a box with one completed backup.
/// </summary>
[StorageSuite]
public abstract class ApprovalsTest : IAsyncLifetime
{
    protected static readonly TimeSpan Grace = TimeSpan.FromMinutes(10) + TimeSpan.FromMilliseconds(11);

    protected ApprovalsTest(params (string Key, string Value)[] settings)
    {
        Settings = [.. settings];
        Console = New();
        Europe = Console.Nuclia.AddZone("europe").With(A.Box(), A.Box("docs-api")).With(A.Backup());
    }

    // Time has passed since, but not much.
    private static readonly TimeSpan Almost = ApprovalRunner.Pulse - TimeSpan.FromMilliseconds(100);

    protected List<(string Key, string Value)> Settings { get; }

    protected TestStorage Storage { get; } = new();

    protected RunningConsole Console { get; private set; }

    protected FakeZone Europe { get; private set; }

    /// <summary>Who asks.</summary>
    protected ClaimsPrincipal Person { get; set; } = A.Person(A.Operator);

    protected static ClaimsPrincipal Bo { get; } = A.Person("Bo", [A.Administrator], []);

    protected static ClaimsPrincipal Cleo { get; } = A.Person("Cleo", [A.Administrator], []);

    protected static CancellationToken Ct => RunningConsole.Cancellation;

    protected AlarmSnapshot Alarms => Console.Get<AlarmStore>().Current;

    public virtual async ValueTask InitializeAsync()
    {
        await Console.StartAsync();
        await FeedReader.UntilAsync(Console.Journal.Subscribe(), journal => journal.ApprovalPolicy.IsOn);

        // What was read at the start is then older than what is requested.
        Console.Clock.Advance(TimeSpan.FromMilliseconds(1));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Console.DisposeAsync();
        Storage.Dispose();
    }

    /// <summary>A restart, or a console of other settings over the same database.</summary>
    protected async Task RestartAsync(Action? meanwhile = null)
    {
        var (earlier, now) = (Console.Nuclia, Console.Clock.GetUtcNow());
        await Console.DisposeAsync();
        meanwhile?.Invoke();
        Console = New();
        Console.Clock.Advance(now - TestClock.Origin);
        var (before, zone) = (earlier.Zones.Single(), Console.Nuclia.AddZone("europe"));
        (zone.Backups, zone.Boxes) = (before.Backups, before.Boxes);
        Europe = zone;
        SignIn();
        await Console.StartAsync();
    }

    protected Task<RequestResult> DeleteAsync(string backup = "b1", string confirmation = "handbook", string why = "") =>
        Console.Operations.DeleteAsync(Caller.Of(Person, why), "europe", backup, confirmation, Ct);

    protected async Task<Guid> AskAsync(string backup = "b1", string confirmation = "handbook")
    {
        var result = await DeleteAsync(backup, confirmation);
        result.Problem.ShouldBeNull();
        result.Operation!.AwaitsApproval.ShouldBeTrue();
        return result.Operation.Id;
    }

    protected async Task<RequestResult> ApproveAsync(Guid id, ClaimsPrincipal? by = null) =>
        (await Console.Get<ApprovalDecisions>().ApproveAsync(by ?? Bo, [new(id, Find(id).Approval!.Hash)], Ct)).Single();

    protected async Task<RequestResult> RejectAsync(Guid id, string reason = "We need it", ClaimsPrincipal? by = null) =>
        (await Console.Get<ApprovalDecisions>().RejectAsync(by ?? Bo, [new(id, "")], reason, Ct)).Single();

    protected Operation Find(Guid id) => Console.Journal.Current.Find(id)!;

    /// <summary>Has the runner look once more, and waits until it has.</summary>
    protected async Task LookAsync()
    {
        await Console.Clock.PassAsync(Almost, ApprovalRunner.Pulse);
        await WaitForRunnerAsync();
    }

    /// <summary>Waits until the runner has looked; time stands still.</summary>
    protected Task WaitForRunnerAsync() => Console.Clock.WaiterAsync(Almost, ApprovalRunner.Pulse);

    protected Task<Operation> StateAsync(Guid id, ApprovalState state) =>
        Console.OperationAsync(id, operation => operation.ApprovalState == state);

    protected static ProblemKind? RefusalOf(RequestResult result)
    {
        result.IsAccepted.ShouldBeFalse();
        return result.Problem!.Kind;
    }

    /// <summary>They have signed in just now.</summary>
    protected void SignIn() => Console.Sessions.SignedIn = Console.Clock.GetUtcNow();

    private RunningConsole New()
    {
        var console = new RunningConsole(Storage);
        console.Set("Operations:DeleteGrace", Grace.ToString());
        foreach (var (key, value) in Settings)
            console.Set($"Approvals:{key}", value);
        console.Sessions.People = [Bo, Cleo];
        console.Sessions.SignedIn = console.Clock.GetUtcNow();
        return console;
    }
}
