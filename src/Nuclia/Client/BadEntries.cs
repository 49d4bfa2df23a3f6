using BackupDashboard.Nuclia.Calls;

namespace BackupDashboard.Nuclia.Client;

// The entries of a list that cannot be used.
internal sealed class BadEntries
{
    // A list with more bad entries than this does not follow the contract, and is not read to its end.
    private const int Most = 1000;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private string _first = "";

    public int Count { get; private set; }

    public bool Holds((string? Name, string Problem)? problem)
    {
        if (problem is not var (name, what))
            return false;

        if (Count++ == 0)
            _first = Text.OneLine(what);
        if (!string.IsNullOrEmpty(name))
            _names.Add(name);
        return Count <= Most
            ? true
            : throw new NucliaFailure(Failures.Unreadable($"More than {Most} entries of the list are unusable: {_first}."));
    }

    public void RefuseIfAny()
    {
        if (Count > 0)
            throw new NucliaFailure(Failures.Unreadable($"No entry of the list can be used: {_first}."));
    }

    public LeftOut ToLeftOut() => Count == 0 ? LeftOut.None : new(Count, _first, _names);
}
