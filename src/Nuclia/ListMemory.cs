namespace BackupDashboard.Nuclia;

/// <summary>
/// What is remembered of a list between two reads, so that entries that are the same bytes as before are not read again. It belongs to one
/// list, and to one read at a time.
/// </summary>
/// <param name="isLasting">False for an item that has to be read again although its bytes are the same, because what it means depends on
/// the time. Null if there are none.</param>
public sealed class ListMemory<T>(Func<T, bool>? isLasting = null)
{
    internal Func<T, bool> IsLasting { get; } = isLasting ?? (static _ => true);

    // Of the whole answer; null if it has to be read again in any case.
    internal UInt128? Hash { get; private set; }

    // Of each entry that could be read, in the cloud's order.
    internal Entries Known { get; private set; } = new();

    // For the next read, so that long lists are not made anew each time.
    internal Entries Spare { get; private set; } = new();

    internal LeftOut LeftOut { get; private set; } = LeftOut.None;

    /// <summary>The next read returns the whole list.</summary>
    public void Forget()
    {
        Spare.Clear();
        Keep(null, LeftOut.None);
    }

    // What was read into the spare entries.
    internal void Keep(UInt128? hash, LeftOut leftOut) => (Hash, Known, Spare, LeftOut) = (hash, Spare, Known, leftOut);

    internal sealed class Entries
    {
        public List<UInt128> Hashes { get; } = [];

        public List<string> Ids { get; } = [];

        public void Add(UInt128 hash, string id)
        {
            Hashes.Add(hash);
            Ids.Add(id);
        }

        public void Clear()
        {
            Hashes.Clear();
            Ids.Clear();
        }
    }
}
