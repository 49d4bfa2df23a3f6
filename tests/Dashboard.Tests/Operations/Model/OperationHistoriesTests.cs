using System.Collections.Concurrent;
using BackupDashboard.Journal;
using BackupDashboard.Tests.Shared;
using CsCheck;

namespace BackupDashboard.Tests.Operations.Model;

/// <summary>
/// Thousands of histories of requests, faults, crashes and strangers: nothing is lost, nothing is done twice, nothing stays unknown.
/// </summary>
[StorageSuite]
public sealed class OperationHistoriesTests
{
    /// <summary>Another number, for a quick look or a long night.</summary>
    private const string Variable = "OPERATION_HISTORIES";

    /// <summary>Fewer may miss an ending that is rare.</summary>
    private const int Enough = 2_000;

    private static readonly int Histories = int.TryParse(Environment.GetEnvironmentVariable(Variable), out var histories)
        ? histories
        : 4_000;

    [Fact]
    public async Task AnyHistory_WhenTheCloudAnswersAgain_NothingIsLostDoubledOrForgotten()
    {
        var seen = new ConcurrentBag<Enum>();
        await Step.Any.Array[1, 20].SampleAsync(
            async steps =>
            {
                foreach (var one in await History.PlayAsync(steps))
                    seen.Add(one);
            },
            iter: Histories,
            print: steps => string.Concat(steps.Select(step => $"\n  {step}")));

        // Histories in which nothing happens would hold as well.
        var counts = seen.CountBy(one => one).ToDictionary();
        TestContext.Current.TestOutputHelper!.WriteLine(
            string.Join('\n', counts.OrderBy(count => count.Key.GetType().Name).Select(count => $"{count.Value,7} {count.Key}")));
        Enum[] expected = [.. Enum.GetValues<Ending>().Cast<Enum>(), .. Enum.GetValues<Absence>().Cast<Enum>(),
            .. Enum.GetValues<OperationState>().Except(
                [OperationState.Scheduled, OperationState.Sent, OperationState.Skipped, OperationState.Missed]).Cast<Enum>()];
        if (Histories >= Enough)
            expected.ShouldAllBe(one => counts.GetValueOrDefault(one) > 0, "too few histories to show anything");
    }

    public static TheoryData<string> Names => [.. Rare.Keys];

    /// <summary>Histories so rare that thousands may miss them. Each found, or would find, one mistake.</summary>
    private static readonly Dictionary<string, Step[]> Rare = new()
    {
        ["the clock is set forward while a deletion is late"] =
        [
            new Ask(
                OperationKind.Delete, 0,
                0), new Pass(30), new Call(Ending.LostAppliedLate), new Look(0, Crash: false), new SetClock(120), new Look(0, Crash: false),
        ],
        ["the clock is set back while the lists fail"] =
        [
            new SetClock(120), new Ask(OperationKind.Delete, 0, 0), new Pass(30), new Call(Ending.LostAppliedLate), new SetClock(-120),
            new Lists(Failing.Backups), new Look(0, Crash: false), new Pass(121), new Look(0, Crash: false),
        ],
        ["a restore is lost while an earlier one with its slug is listed late"] =
        [
            new Ask(
                OperationKind.Restore, 0,
                0), new Call(Ending.AnsweredListedLate), new Ask(
                    OperationKind.Restore, 1, 0), new Call(Ending.LostBeforeApplied), new Pass(100),
        ],
        ["a start is lost while an earlier one is listed late"] =
        [
            new Ask(OperationKind.Start, 0, 0), new Call(Ending.AnsweredListedLate), new Pass(60),
            new Ask(OperationKind.Start, 0, 0), new Call(Ending.LostBeforeApplied), new Pass(60), new Look(0, Crash: false),
        ],
        ["a restore is given up and requested again, with the clock set back between the two"] =
        [
            new Ask(OperationKind.Restore, 2, 0), new Call(Ending.LostAppliedLate), new SetClock(-72), new TreatAsFailed(0),
            new Ask(OperationKind.Restore, 1, 0), new Call(Ending.CrashAppliedLate),
        ],
        ["a deletion falls due while there is no process"] = [new Ask(OperationKind.Delete, 0, 0), new Absent(Absence.Ended, 60),
            new Call(Ending.Answered)],
        ["a deletion falls due while the process is halted"] =
        [
            new Ask(
                OperationKind.Delete, 0,
                0), new Absent(Absence.Halted, 60), new Call(Ending.Answered), new Pass(8), new Call(Ending.Answered),
        ],
        ["a deletion falls due while no undo can be written"] = [new Ask(OperationKind.Delete, 0, 0), new Absent(Absence.DiskFull, 60),
            new Call(Ending.Answered)],
        ["the clock is set forward, over the end of a grace"] = [new Ask(OperationKind.Delete, 0, 0), new SetClock(120),
            new Call(Ending.Answered)],
        ["the clock is set back, and the grace ends all the same"] = [new Ask(OperationKind.Delete, 0, 0), new Pass(8), new SetClock(-120),
            new Pass(29), new Call(Ending.Answered)],
        ["a copy is put back in which a deletion was not undone yet"] =
            [new Ask(OperationKind.Delete, 0, 0), new Copy(), new Undo(0), new PutBack(), new Pass(60), new Call(Ending.Answered)],
        ["a copy is put back in which a start was not sent yet"] =
            [new Ask(OperationKind.Start, 0, 0), new Copy(), new Call(Ending.Answered), new PutBack(), new Call(Ending.Answered)],
        ["a copy is put back, and again before anybody looked"] =
        [
            new Ask(
                OperationKind.Delete, 0,
                0), new Copy(), new Undo(0), new PutBack(), new Restart(), new PutBack(), new Pass(60), new Call(Ending.Answered),
        ],
        ["what a copy holds is released, and undone after all"] =
        [
            new Ask(
                OperationKind.Delete, 0,
                0), new Copy(), new Undo(0), new PutBack(), new Release(0), new Pass(20), new Undo(0), new Pass(60),
                new Call(Ending.Answered),
        ],
    };

    [Theory]
    [MemberData(nameof(Names))]
    public Task RareHistory_WhenTheCloudAnswersAgain_NothingIsLostDoubledOrForgotten(string name) => History.PlayAsync(Rare[name]);
}
