using System.Reflection;
using System.Text.Json;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

/// <summary>What the journal keeps of a problem: what happened, and not how it was told then.</summary>
public sealed class RecordedProblemTests
{
    /// <summary>With their values. For ever: a journal that has one of them cannot be read, or told, without it.</summary>
    private static readonly string[] Codes =
    [
        "alreadyRequested(by)", "alreadyRequestedByOthers()", "ambiguous(candidates)", "answerLost()", "approverLeft(approver)",
        "backupInProgress()", "beingDeleted()", "beingUnpinned()", "cannotLook(zone)", "clockWasSet()", "databaseOlder()",
        "databaseUnknown()", "earlierStartUnknown()", "held(zone)", "heldBefore(zone)", "interrupted()", "isNewest()",
        "lookingAgain(zone)", "mayBeAnEarlierOnes()", "mayHaveBeenDecided()", "nameNoLongerAllowed()", "needsSomeoneNow()",
        "noAnswer(detail)", "noBackup(zone)", "noBox(zone)", "noLongerPossible(obstacle)", "noLongerTrue(difference)", "noRoom()",
        "noSuchBackup()", "noZone(zone)", "notAllowed(right)", "notApplied(operation)", "notApproved(by, reason)", "notApprovedInTime()",
        "notConfirmed()", "notRequested(refusal)", "notSentInTime()", "nothingChanged()", "otherBoxBeingCreated()",
        "otherBoxRefused(refusal)", "ourMistake()", "overtaken(by, operation)", "pinned(by, reason)",
        "refused(operation, error, detail)", "restoreRunning()", "retentionChanged()", "retentionNameTaken(name)", "scheduleChanged()",
        "scheduleNameTaken(name)", "settingsChanged()", "skippedOnce()", "slowDown(until)", "slugTaken(slug)",
        "slugTakenMeanwhile(slug)", "timesChanged()", "toldToSlowDown()", "treatedAsFailed(by, reason)", "unfinished()",
        "unreachable(zone, detail)", "unread(zone)", "wasHalted()", "wasNotRunning()", "wasNotWritable()", "windowOver(obstacle)",
        "zoneGone(zone)", "zoneNotReadable(zone)", "zonesNotAsked(zone, others, hasHiddenBoxes)",
    ];

    public static TheoryData<string> Recorded => [.. Records.Select(record => record.Name)];

    private static IReadOnlyList<Type> Records { get; } =
        [.. typeof(OperationProblem).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(OperationProblem)))];

    [Fact]
    public void Codes_ThatAJournalMayHave_StayWhatTheyAre() => Records
        .Select(record => $"{Spelled(record.Name)}({string.Join(", ", Values(record).Select(value => Spelled(value.Name!)))})")
        .Order(StringComparer.Ordinal).ShouldBe(Codes);

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Problem_IsKeptByItsCodeAndValues_AndToldWhenItIsRead(string name)
    {
        var problem = Sample(Records.Single(record => record.Name == name));
        var content = OperationJson.Write(A.Operation() with { Problem = problem });
        var kept = JsonDocument.Parse(content).RootElement.GetProperty("problem");
        kept.GetProperty("code").GetString().ShouldBe(Spelled(name));
        kept.TryGetProperty("text", out _).ShouldBeFalse();
        kept.TryGetProperty("kind", out _).ShouldBeFalse();
        OperationJson.Read(content).Problem.ShouldBe(problem);
        problem.Text.ShouldNotBeNullOrWhiteSpace();
    }

    /// <summary>Two within a problem, each by its code.</summary>
    [Fact]
    public void ProblemWithinAnother_IsKeptByItsCode()
    {
        var problem = new ApprovalProblems.NoLongerPossible(new Problems.Pinned("Ada", "Audit"));
        var content = OperationJson.Write(A.Operation() with { Problem = problem });
        content.ShouldContain("""{"code":"pinned","by":"Ada","reason":"Audit",""");
        OperationJson.Read(content).Problem!.Text.ShouldBe(
            "What was to be approved is no longer possible: Ada has pinned this backup: Audit. Unpin it before it is deleted.");
    }

    /// <summary>As every version before kept it.</summary>
    [Fact]
    public void Problem_KeptInWords_IsToldInThem()
    {
        var content = OperationJson.Write(A.Operation() with { Problem = new(ProblemKind.NotConfirmed, "It is still there.") });
        content.ShouldContain("""{"kind":"notConfirmed","text":"It is still there.",""");
        OperationJson.Read(content).Problem.ShouldBe(new OperationProblem(ProblemKind.NotConfirmed, "It is still there."));
    }

    private static string Spelled(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static ParameterInfo[] Values(Type record) => record.GetConstructors().Single().GetParameters();

    private static OperationProblem Sample(Type record) =>
        (OperationProblem)record.GetConstructors().Single().Invoke([.. Values(record).Select(Value)]);

    private static object? Value(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(string) => "a value",
        var type when type == typeof(int) => 2,
        var type when type == typeof(bool) => true,
        var type when type == typeof(DateTimeOffset?) => TestClock.Origin,
        var type when type == typeof(OperationProblem) => new Problems.NoZone("europe"),
        var type when type == typeof(OperationKind) => OperationKind.Start,
        var type => Enum.GetValues(type).GetValue(0),
    };
}
