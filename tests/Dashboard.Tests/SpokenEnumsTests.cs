using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using BackupDashboard.Access;
using BackupDashboard.Activities;
using BackupDashboard.Alarms;
using BackupDashboard.Api;
using BackupDashboard.Fingerprints;
using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Operations.Kinds;
using BackupDashboard.Restores;
using BackupDashboard.Shell;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;

namespace BackupDashboard.Tests;

/// <summary>A new member of an enum must not be given another one's words, or another one's right.</summary>
public sealed partial class SpokenEnumsTests
{
    public static TheoryData<string, string[]> Words => new()
    {
        { "alarms", All<AlarmKind>(AlarmView.Of) },
        { "reasons for approval", All<ApprovalReason>(ApprovalWords.Of) },
        { "states of an approval", All<ApprovalState>(ApprovalWords.Of) },
        { "rights", All<Right>(PermissionText.Of) },
        { "kinds of operation", All<OperationKind>(ActivityWords.Of) },
        { "ways of requesting", All<OperationVia>(ActivityWords.Of) },
        { "states of an operation", All<OperationState>(state => OperationStateView.Of(state).Text) },
        { "states of a backup", All<BackupState>(state => BackupStateView.Of(state).Text) },
        { "states of a restore", All<RestoreState>(RestoreWords.Headline) },
        { "baselines", All<BaselineKind>(FingerprintView.Words) },
        { "kinds in a sentence", All<OperationKind>(kind => OperationView.Of(A.Operation(kind, state: OperationState.Sent))) },
    };

    [Theory]
    [MemberData(nameof(Words), DisableDiscoveryEnumeration = true)]
    public void EveryMember_OfAnEnum_HasWordsOfItsOwn(string what, string[] words)
    {
        words.ShouldAllBe(word => !string.IsNullOrWhiteSpace(word), what);
        words.ShouldBeUnique(what);
    }

    /// <summary>Without a default arm, the compiler names the switch that does not know a new member.</summary>
    [Fact]
    public void Switch_OverAnEnum_HasNoDefaultArm()
    {
        string[] enums =
            [.. new[] { typeof(Operation), typeof(NucliaError) }.SelectMany(type => type.Assembly.GetTypes()).Where(type => type.IsEnum)
                .Select(type => type.Name)];

        var guessing = from file in Sources()
                       from Match body in Body().Matches(File.ReadAllText(file))
                       where Arm().Matches(body.Value).Any(arm => enums.Contains(arm.Groups[1].Value)) && Default().IsMatch(body.Value)
                       select $"{Path.GetFileName(file)}: {Default().Match(body.Value).Value.Trim()}";

        guessing.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(OperationKind.Start, Right.Backup)]
    [InlineData(OperationKind.Delete, Right.Delete)]
    [InlineData(OperationKind.Restore, Right.Restore)]
    [InlineData(OperationKind.Pin, Right.Delete)]
    [InlineData(OperationKind.Unpin, Right.Delete)]
    [InlineData(OperationKind.SetGoal, Right.Plan)]
    [InlineData(OperationKind.ClearGoal, Right.Plan)]
    [InlineData(OperationKind.Exempt, Right.Plan)]
    [InlineData(OperationKind.EndExemption, Right.Plan)]
    [InlineData(OperationKind.SetSchedule, Right.Plan)]
    [InlineData(OperationKind.DeleteSchedule, Right.Plan)]
    [InlineData(OperationKind.SetRetention, Right.Plan)]
    [InlineData(OperationKind.DeleteRetention, Right.Plan)]
    [InlineData(OperationKind.SetChannel, Right.Administer)]
    [InlineData(OperationKind.DeleteChannel, Right.Administer)]
    [InlineData(OperationKind.SetRoute, Right.Administer)]
    [InlineData(OperationKind.DeleteRoute, Right.Administer)]
    public void Kind_OfAnOperation_TakesItsRight(OperationKind kind, Right right) => A.Operation(kind).Right.ShouldBe(right);

    /// <summary>Whatever a kind's state is, its line in a list and its sentence can be drawn.</summary>
    [Fact]
    public void EveryKindInEveryState_CanBeDrawn()
    {
        foreach (
            var operation in from kind in Enum.GetValues<OperationKind>()
                             from state in Enum.GetValues<OperationState>()
                             select A.Operation(
                kind, state: state))
        {
            OperationView.Of(operation).ShouldNotBeEmpty();
            ActivityWords.Outcome(operation).ShouldNotBeNull();
            Story.Of([(TestClock.Origin, operation)]).Single().Title.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void EveryProblem_HasAStatus_ForPrograms() =>
        Enum.GetValues<ProblemKind>().Select(ApiProblems.StatusOf).ShouldAllBe(status => status >= 400);

    private static string[] All<T>(Func<T, string> words) where T : struct, Enum => [.. Enum.GetValues<T>().Select(words)];

    private static IEnumerable<string> Sources([CallerFilePath] string thisFile = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "src"));
        return new[] { "Dashboard", "Nuclia" }.SelectMany(
            folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories))
            .Where(
                file => (file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
                    && !file.Contains("/obj/", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"switch\s*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}")]
    private static partial Regex Body();

    [GeneratedRegex(@"^\s*(?:\(\s*)?(\w+)\.\w+[^\n]*=>", RegexOptions.Multiline)]
    private static partial Regex Arm();

    [GeneratedRegex(@"^\s*(?:_|\(_, _\)) =>(?!\s*throw)[^\n]*", RegexOptions.Multiline)]
    private static partial Regex Default();
}
