using System.Collections;

namespace BackupDashboard.Nuclia.Client;

// Finds entries of an answer among those of the answer before, by their hashes. Mostly the next one is the one: lists keep their order.
internal sealed class EntryMatcher(List<UInt128> known)
{
    private const int Window = 32;

    // In a row. The list has another order then, and a table of all entries is worth its cost.
    private const int ManyMisses = 256;

    private readonly BitArray _used = new(known.Count);
    private Dictionary<UInt128, int>? _places;
    private int _next;
    private int _misses;

    // These are as before.
    public void UseFirst(int count)
    {
        for (var place = 0; place < count; place++)
            _used[place] = true;
        _next = count;
    }

    // The one that followed before what was used last.
    public int? Next => _next < known.Count && !_used[_next] ? _next : null;

    public int? Find(UInt128 hash)
    {
        for (var place = _next; place < known.Count && place < _next + Window; place++)
        {
            if (known[place] == hash && !_used[place])
            {
                Use(place);
                return place;
            }
        }

        if (++_misses < ManyMisses)
            return null;

        _places ??= Places();
        if (!_places.TryGetValue(hash, out var found) || _used[found])
            return null;
        Use(found);
        return found;
    }

    public IEnumerable<int> Unused => Enumerable.Range(0, known.Count).Where(place => !_used[place]);

    public void Use(int place)
    {
        _used[place] = true;
        _next = place + 1;
        _misses = _places is null ? 0 : _misses;
    }

    private Dictionary<UInt128, int> Places()
    {
        var places = new Dictionary<UInt128, int>(known.Count);
        for (var place = 0; place < known.Count; place++)
            places.TryAdd(known[place], place);
        return places;
    }
}
