using System.Collections.Concurrent;

namespace BackupDashboard.Zones;

// What is made from a set when someone first wants it. It is carried over to the next set, until no one has wanted it for a while.
internal sealed class Derived<TKey, TValue>
    where TKey : notnull
{
    private const int MaximumUnused = 50;

    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();

    public TValue Get(TKey key, Func<TKey, TValue> make)
    {
        var entry = _entries.GetOrAdd(key, static (one, maker) => new Entry(new Lazy<TValue>(() => maker(one))), make);
        entry.Unused = 0;
        return entry.Value.Value;
    }

    public Derived<TKey, TValue> Next(Func<TKey, TValue, TValue> carry)
    {
        var next = new Derived<TKey, TValue>();
        foreach (var (key, entry) in _entries)
        {
            if (entry.Value.IsValueCreated && entry.Unused < MaximumUnused)
                next._entries[key] = new Entry(new Lazy<TValue>(carry(key, entry.Value.Value))) { Unused = entry.Unused + 1 };
        }

        return next;
    }

    private sealed class Entry(Lazy<TValue> value)
    {
        public Lazy<TValue> Value => value;

        public int Unused { get; set; }
    }
}
