using BackupDashboard.Journal;
using CsCheck;

namespace BackupDashboard.Tests.Operations.Model;

/// <summary>
/// One thing that happens in a history. Numbers choose among what there is at that moment, so that every history makes sense.
/// </summary>
internal abstract record Step
{
    /// <summary>Few, so that what happens meets what has happened.</summary>
    private static readonly Gen<int> Which = Gen.Int[0, 2];

    private static readonly Gen<OperationKind> Kind = Gen.Frequency(
        (5, Gen.Const(OperationKind.Start)), (4, Gen.Const(OperationKind.Delete)), (5, Gen.Const(OperationKind.Restore)),
        (1, Gen.Const(OperationKind.Pin)), (1, Gen.Const(OperationKind.Unpin)));

    /// <summary>What people ask for and calls come most often; a history of strangers alone shows nothing.</summary>
    public static Gen<Step> Any { get; } = Gen.Frequency(
        (6, Gen.Select(Kind, Which, Gen.Int[0, 1], (kind, what, slug) => (Step)new Ask(kind, what, slug))),
        (6, Gen.Enum<Ending>().Select(ending => (Step)new Call(ending))),
        (4, Gen.Select(Which, Gen.Int[0, 7], (which, crash) => (Step)new Look(which, Crash: crash == 0))),
        (3, Gen.Int[1, 150].Select(seconds => (Step)new Pass(seconds))),
        (2, Gen.Select(Gen.Enum<Strangers>(), Which, (does, what) => (Step)new Stranger(does, what))),
        (1, Gen.Int[-120, 120].Select(seconds => (Step)new SetClock(seconds))),
        (1, Gen.Enum<Failing>().Select(failing => (Step)new Lists(failing))),
        (1, Which.Select(which => (Step)new Undo(which))),
        (1, Which.Select(which => (Step)new TreatAsFailed(which))),
        (1, Gen.Const((Step)new Restart())),
        (1, Gen.Select(Gen.Enum<Absence>(), Gen.Int[22, 150], (absence, seconds) => (Step)new Absent(absence, seconds))),
        (1, Gen.Bool.Select(put => put ? (Step)new PutBack() : new Copy())),
        (1, Which.Select(which => (Step)new Release(which))));
}

/// <summary>Someone asks for an operation, knowing the latest picture.</summary>
internal sealed record Ask(OperationKind Kind, int What, int Slug) : Step;

/// <summary>The operation that is first in line has its turn.</summary>
internal sealed record Call(Ending Ending) : Step;

/// <summary>The reconciler looks once at one operation in doubt.</summary>
/// <param name="Crash">Before it can write what it found.</param>
internal sealed record Look(int Which, bool Crash) : Step;

internal sealed record Undo(int Which) : Step;

internal sealed record TreatAsFailed(int Which) : Step;

internal sealed record Pass(int Seconds) : Step;

/// <summary>The dashboard's clock is set: so far from the cloud's. No time passes.</summary>
internal sealed record SetClock(int Seconds) : Step;

internal sealed record Lists(Failing Failing) : Step;

internal sealed record Stranger(Strangers Does, int What) : Step;

/// <summary>Between two steps the process ends, and starts again.</summary>
internal sealed record Restart : Step;

/// <summary>Time passes in which no one could undo anything.</summary>
/// <param name="Seconds">Longer than what passes for a slow moment.</param>
internal sealed record Absent(Absence Why, int Seconds) : Step;

/// <summary>Someone copies the database.</summary>
internal sealed record Copy : Step;

/// <summary>The process ends, the latest copy of the database is restored, and the process starts again.</summary>
internal sealed record PutBack : Step;

/// <summary>Someone releases what was found in an older database.</summary>
internal sealed record Release(int Which) : Step;

internal enum Absence
{
    /// <summary>There is no process.</summary>
    Ended,

    /// <summary>The process, or its machine, is halted, and continues.</summary>
    Halted,

    /// <summary>The storage takes no write.</summary>
    DiskFull,
}

internal enum Failing
{
    Nothing,
    Backups,
    Boxes,
}

internal enum Strangers
{
    Start,
    Delete,
    TakeSlug,
}

/// <summary>How a call ends.</summary>
internal enum Ending
{
    Answered,

    /// <summary>The answer is a yes; the lists show it later.</summary>
    AnsweredListedLate,
    Refused,
    NotSent,
    BeingCreated,
    LostBeforeApplied,
    LostAfterApplied,
    LostAppliedLate,

    /// <summary>The process ends; or the disk is full.</summary>
    CrashBeforeSent,
    CrashBeforeApplied,
    CrashAfterApplied,
    CrashAppliedLate,
    CrashBeforeWritten,
    DiskFullBeforeSent,
    DiskFullBeforeWritten,
}
