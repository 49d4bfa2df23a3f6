using System.Runtime.InteropServices;

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

    // Of each entry that could be read, in the cloud's order.
    internal Entries Known { get; private set; } = new();

    // For the next read, so that long lists are not made anew each time.
    internal Entries Spare { get; private set; } = new();

    internal LeftOut LeftOut { get; private set; } = LeftOut.None;

    /// <summary>The next read returns the whole list.</summary>
    public void Forget()
    {
        Spare.Clear();
        Keep(LeftOut.None);
    }

    // What was read into the spare entries.
    internal void Keep(LeftOut leftOut) => (Known, Spare, LeftOut) = (Spare, Known, leftOut);

    internal sealed class Entries
    {
        public List<UInt128> Hashes { get; } = [];

        // In bytes.
        public List<int> Lengths { get; } = [];

        public List<string> Ids { get; } = [];

        public List<Piece> Pieces { get; } = [];

        public void Add(UInt128 hash, int length, string id)
        {
            Hashes.Add(hash);
            Lengths.Add(length);
            Ids.Add(id);
        }

        // The pieces that come first in the other ones, and the entries that they complete.
        public void Begin(Entries other, int pieces)
        {
            Clear();
            if (pieces == 0)
                return;
            var count = other.Pieces[pieces - 1].Entries;
            Hashes.AddRange(CollectionsMarshal.AsSpan(other.Hashes)[..count]);
            Lengths.AddRange(CollectionsMarshal.AsSpan(other.Lengths)[..count]);
            Ids.AddRange(CollectionsMarshal.AsSpan(other.Ids)[..count]);
            Pieces.AddRange(CollectionsMarshal.AsSpan(other.Pieces)[..pieces]);
        }

        public void Clear()
        {
            Hashes.Clear();
            Lengths.Clear();
            Ids.Clear();
            Pieces.Clear();
        }
    }

    // A piece of the answer. Hash: null if it has to be read in any case. Entries: how many are complete with it. Open: how many bytes
    // follow the last of them, from this piece and those before.
    internal readonly record struct Piece(UInt128? Hash, int Entries, int Open);
}
