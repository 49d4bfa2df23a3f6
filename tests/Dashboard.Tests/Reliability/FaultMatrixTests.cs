using System.Text.RegularExpressions;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Contract;
using BackupDashboard.Tests.Sandbox;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Reliability;

/// <summary>
/// Every cell of <see cref="FaultMatrix"/> through the real thing: HTTP to the sandbox, the journal on SQLite, runner, reconciler,
/// watchers.
/// One class per column, so that they run in parallel, each with a cloud of its own.
/// </summary>
public abstract partial class FaultMatrixTests(ContractCloud shared)
{
    public static TheoryData<string> Faults => [.. FaultMatrix.Rows.Select(row => row.Name)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A calm cloud, a dashboard that has polled it, and then the fault.</summary>
    private protected async Task RunAsync(string fault, string operation, Func<FaultRow, ContractCloud, MatrixConsole, Task> run)
    {
        var row = FaultMatrix.Rows.Single(row => row.Name == fault);

        // A closed zone does not open again, so that it needs a cloud that no one else uses.
        await using var own = row.Fault.Order is null ? new ContractCloud() : null;
        if (own is not null)
            await own.InitializeAsync();
        var cloud = own ?? shared;
        await cloud.CalmAsync();

        await using var console = new MatrixConsole(cloud);
        await console.StartAsync();
        if (row.Fault.Order is null)
            await cloud.Sandbox.Host.CloseZoneAsync(FaultMatrix.Zone);
        else
            await cloud.FaultAsync(row.Fault.Order(operation));
        await cloud.Sandbox.SendAsync(HttpMethod.Delete, cloud.Sandbox.Global("/sandbox/calls"));
        await run(row, cloud, console);
    }

    /// <param name="call">As the sandbox calls it.</param>
    private protected Task CommandAsync(
        string fault, string call, Func<FaultRow, FaultCell> expected, Func<ContractCloud, MatrixConsole, Task<Asked>> ask) =>
        RunAsync(fault, call, async (row, cloud, console) =>
        {
            var asked = await ask(cloud, console);
            asked.Request.Problem.ShouldBeNull();
            if (row.Fault.Stalls && expected(row).Story.Contains("Unknown"))
            {
                await cloud.HitAsync(1, Ct);
                while (expected(row).Applied && !await asked.IsAppliedAsync())
                    Ct.ThrowIfCancellationRequested();
                console.Clock.Advance(MatrixConsole.CommandTimeout);
            }

            var story = await console.StoryAsync(asked.Request.Operation!.Id);
            var tells = story.Select(operation => operation.State.ToString()).Skip(1).Aggregate(
                new List<string>(), (states, state) => states.LastOrDefault() == state ? states : [.. states, state]);
            var reasons = story.Select(operation => operation.Problem?.Text).OfType<string>().Select(Plain).Distinct();
            var applied = row.Fault.Order is not null && await asked.IsAppliedAsync();
            Told(new FaultCell((int)await cloud.CallsAsync(call), [.. tells], [.. reasons], applied)).ShouldBe(Told(expected(row)));

            string Plain(string text) => Same(
                asked.Slug is null ? text : text.Replace(asked.Slug, FaultMatrix.Slug, StringComparison.Ordinal));
        });

    /// <summary>Free of what differs from run to run: the port, and at which moment a connection broke.</summary>
    private protected static string Same(string text) => Broken().Replace(Port().Replace(text, "(localhost)"), FaultMatrix.Reset);

    private static string Told(FaultCell cell) =>
        $"calls: {cell.Calls}, applied: {cell.Applied}, {string.Join(" > ", cell.Story)}\n{string.Join('\n', cell.Reasons)}";

    [GeneratedRegex(@"Connection reset by peer|The response ended prematurely\.( \(ResponseEnded\))?")]
    private static partial Regex Broken();

    [GeneratedRegex(@"\(localhost:\d+\)")]
    private static partial Regex Port();

    /// <param name="Slug">That was requested; the table has another, since one is good for one cell only.</param>
    private protected sealed record Asked(RequestResult Request, Func<Task<bool>> IsAppliedAsync, string? Slug = null);
}

public sealed class StartMatrixTests(ContractCloud cloud) : FaultMatrixTests(cloud), IClassFixture<ContractCloud>
{
    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Faults))]
    public Task Fault_Start_EndsAsTheTableSays(string fault) => CommandAsync(fault, "create", row => row.Start, async (cloud, console) =>
    {
        var before = console.Zone.Current.Backups.Count;
        var request = await console.Operations.StartAsync(
            A.Person(A.Operator), FaultMatrix.Zone, cloud.BoxId, true, TestContext.Current.CancellationToken);
        return new Asked(
            request, async () => (await cloud.Sandbox.GetAsync(cloud.Sandbox.Account("/backups"))).GetArrayLength() == before + 1);
    });
}

public sealed class DeleteMatrixTests(ContractCloud cloud) : FaultMatrixTests(cloud), IClassFixture<ContractCloud>
{
    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Faults))]
    public Task Fault_Delete_EndsAsTheTableSays(string fault) => CommandAsync(fault, "delete", row => row.Delete, async (cloud, console) =>
    {
        var backup = console.Zone.Current.Backups.Values.First(backup => backup.IsCompleted);
        var request = await console.Operations.DeleteAsync(
            A.Person(A.Operator), FaultMatrix.Zone, backup.Id, backup.Slug, TestContext.Current.CancellationToken);
        return new Asked(request, async () => await cloud.Sandbox.FindBackupAsync(backup.Id) is null);
    });
}

public sealed class RestoreMatrixTests(ContractCloud cloud) : FaultMatrixTests(cloud), IClassFixture<ContractCloud>
{
    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Faults))]
    public Task Fault_Restore_EndsAsTheTableSays(string fault) => CommandAsync(
        fault, "restore", row => row.Restore, async (cloud, console) =>
    {
        var slug = $"copy-{Guid.NewGuid():N}";
        var backup = console.Zone.Current.Backups.Values.First(backup => backup.IsCompleted);
        var request = await console.Operations.RestoreAsync(
            A.Person(A.Operator), FaultMatrix.Zone, backup.Id, new NewKnowledgeBox(slug, "Copy", []),
                TestContext.Current.CancellationToken);
        return new Asked(request, () => HasBoxAsync(cloud, slug), slug);
    });

    private static async Task<bool> HasBoxAsync(ContractCloud cloud, string slug) =>
        (await cloud.Sandbox.GetAsync(cloud.Sandbox.Account("/kbs?include_search_configs=false"))).EnumerateArray()
            .Any(box => box.Text("slug") == slug);
}

public sealed class ListMatrixTests(ContractCloud cloud) : FaultMatrixTests(cloud), IClassFixture<ContractCloud>
{
    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Faults))]
    public Task Fault_List_ZoneKeepsItsPictureAndSaysWhy(string fault) => RunAsync(fault, "list", async (row, cloud, console) =>
    {
        var before = console.Zone.Current;
        var looking = console.Zone.PollNowAsync(TestContext.Current.CancellationToken);
        for (var attempt = 1; row.Fault.Stalls && attempt <= row.List.Calls; attempt++)
        {
            await cloud.HitAsync(attempt, TestContext.Current.CancellationToken);
            console.Clock.Advance(MatrixConsole.AttemptTimeout);
        }

        await looking;
        var failure = console.Zone.Current.Failure.ShouldNotBeNull();
        var told = new ListCell((int)await cloud.CallsAsync("list"), failure.Error.Kind, Same(failure.Error.Detail));
        told.ShouldBe(row.List);
        console.Zone.Current.AsOf.ShouldBe(before.AsOf);
        console.Zone.Current.Backups.ShouldBeSameAs(before.Backups);
    });
}
