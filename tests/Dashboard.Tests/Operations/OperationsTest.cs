using System.Security.Claims;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

/// <summary>A running console with one zone: one box and one completed backup of it.</summary>
[StorageSuite]
public abstract class OperationsTest : IAsyncLifetime
{
    protected OperationsTest()
    {
        // Lengths that no one else waits for.
        Console.Set("Operations:ReconcileInterval", "00:00:05.003");
        Console.Set("Operations:CreationRetry", "00:00:05.007");
        Europe = Console.Nuclia.AddZone("europe").With(A.Box()).With(A.Backup());
    }

    protected static TimeSpan ReconcileInterval { get; } = TimeSpan.FromMilliseconds(5003);

    protected static TimeSpan CreationRetry { get; } = TimeSpan.FromMilliseconds(5007);

    protected RunningConsole Console { get; } = new();

    protected FakeNuclia Nuclia => Console.Nuclia;

    protected FakeZone Europe { get; }

    protected ClaimsPrincipal Person { get; set; } = A.Person(A.Operator);

    public async ValueTask InitializeAsync()
    {
        await Console.StartAsync();

        // What was read at the start is then older than what is requested.
        Console.Clock.Advance(TimeSpan.FromMilliseconds(1));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Console.DisposeAsync();
    }

    protected Task<RequestResult> StartAsync(string box = "kb-handbook", bool evenIfRunning = false, string zone = "europe") =>
        Console.Operations.StartAsync(Person, zone, box, evenIfRunning, RunningConsole.Cancellation);

    protected Task<RequestResult> DeleteAsync(string backup = "b1", string? confirmation = "handbook", string zone = "europe") =>
        Console.Operations.DeleteAsync(Person, zone, backup, confirmation, RunningConsole.Cancellation);

    protected Task<RequestResult> RestoreAsync(
        string slug = "handbook-2", string backup = "b1", string title = "Handbook two", string zone = "europe", params string[] unasked) =>
        Console.Operations.RestoreAsync(Person, zone, backup, new NewKnowledgeBox(slug, title, unasked), RunningConsole.Cancellation);

    /// <summary>Requests it, and follows it to its end.</summary>
    protected async Task<Operation> EndAsync(Task<RequestResult> request) => await Console.EndedAsync(await request);

    protected static ProblemKind? RefusalOf(RequestResult result)
    {
        result.IsAccepted.ShouldBeFalse();
        return result.Problem?.Kind;
    }
}
