using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Operations.Kinds;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;

namespace BackupDashboard.Tests.Operations;

/// <summary>What decides about a deletion.</summary>
public sealed class DeleteBackupTests
{
    private static readonly DeleteBackup Delete = new();
    private static readonly Operation Deletion = A.Operation(OperationKind.Delete, "backup:europe:b1");

    [Fact]
    public void Deletion_CanBeUndone() => Delete.HasGrace.ShouldBeTrue();

    [Theory]
    [InlineData(true, "b1", false)]
    [InlineData(true, null, false)]
    [InlineData(false, "b1", true)]
    [InlineData(false, null, true)]
    [InlineData(false, "b2", false)]
    public void Absent_MayBeLeftOut_OnlyIfAnUnreadableEntryMayBeIt(bool isListed, string? unreadable, bool may)
    {
        var zone = A.Snapshot(isListed ? [A.LiveBackup()] : []) with
        {
            LeftOutBackups = new LeftOut(1, "it is null", new HashSet<string>(unreadable is null ? [] : [unreadable])),
        };
        Delete.MayBeLeftOut(Deletion, zone).ShouldBe(may);
        Delete.MayBeLeftOut(Deletion, A.Snapshot()).ShouldBeFalse();
    }

    [Fact]
    public void RestoreAndPin_InTheWay_TheRestoreIsNamed()
    {
        var restore = A.Operation(OperationKind.Restore, "box:europe:new");
        var pin = A.Operation(OperationKind.Pin, "backup:europe:b1", OperationState.Succeeded);
        Delete.InTheWay(Deletion, JournalSnapshot.Empty.With(pin).With(restore))!.Kind.ShouldBe(OperationKind.Restore);
        Delete.InTheWay(Deletion, JournalSnapshot.Empty.With(pin))!.Kind.ShouldBe(OperationKind.Pin);
        Delete.InTheWay(Deletion, JournalSnapshot.Empty).ShouldBeNull();
    }

    [Fact]
    public void NotFound_IsDoubtUntilAPollHasTold()
    {
        Delete.OutcomeOf(Deletion, A.Error(NucliaErrorKind.NotFound))!.State.ShouldBe(OperationState.Unknown);
        Delete.OutcomeOf(Deletion, A.Error(NucliaErrorKind.Conflict)).ShouldBeNull();
    }

    [Theory]
    [InlineData(OperationKind.Start)]
    [InlineData(OperationKind.Delete)]
    [InlineData(OperationKind.Unpin)]
    public void WhatIsNeverInTheWay_AsAnObstacle_IsAMistakeOfOurs(OperationKind kind) =>
        Should.Throw<System.Diagnostics.UnreachableException>(() => Delete.Obstacle(A.Operation(kind)));

    [Fact]
    public void NotApplied_SaysThatItIsStillThere() => Delete.NotApplied.ShouldStartWith("The backup is still there.");
}
