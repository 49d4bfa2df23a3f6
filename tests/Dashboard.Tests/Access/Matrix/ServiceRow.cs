using BackupDashboard.Access;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>A method of a service that acts for someone. Pages and endpoints have no other way in.</summary>
/// <param name="Right">What it takes where the object is.</param>
/// <param name="AskAsync">Null when it was accepted, otherwise the refusal.</param>
public sealed record ServiceRow(string Method, Right Right, Func<RunningConsole, Caller, Item, Task<string?>> AskAsync)
{
    /// <summary>Any of these will do, where it is not the one right.</summary>
    public IReadOnlyList<Right> Rights { get; init; } = [Right];

    /// <summary>What there has to be on the object; null where nothing.</summary>
    public Func<RunningConsole, Item, Task<Item>>? PrepareAsync { get; init; }

    /// <summary>Where doing it leaves no trace in the journal.</summary>
    public bool IsWritten { get; init; } = true;

    /// <summary>False where it is about all of the console, and about nothing that someone else could have.</summary>
    public bool IsAboutAnObject { get; init; } = true;

    /// <summary>It takes no right but to be someone here.</summary>
    public bool IsForAllViewers { get; init; }

    public bool May(Persona persona, Thing thing) =>
        IsForAllViewers ? Table.Viewers.Contains(persona) : Rights.Any(right => Table.May(persona, right, thing));
}
