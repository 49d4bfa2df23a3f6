using System.Collections;

namespace BackupDashboard.Zones;

// Two sorted lists, one of them short, read as one.
internal sealed class MergedBackups : IReadOnlyList<Backup>
{
    private readonly Backup[] _many;
    private readonly Backup[] _few;

    // Of each of the few, in the merged list.
    private readonly int[] _places;

    public MergedBackups(Backup[] many, Backup[] few, IComparer<Backup> comparer)
    {
        (_many, _few) = (many, few);
        _places = [.. few.Select((backup, before) => ~Array.BinarySearch(many, backup, comparer) + before)];
    }

    public int Count => _many.Length + _few.Length;

    public Backup this[int index]
    {
        get
        {
            var found = Array.BinarySearch(_places, index);
            return found >= 0 ? _few[found] : _many[index - ~found];
        }
    }

    public IEnumerator<Backup> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
