using System.Collections.Immutable;

namespace BackupDashboard.Inventory;

// The difference between a successful poll and what was known. Pure; the rule of two polls is here. Missing: absent from this poll for the
// first time. A second one decides: one list may have been cut short.
internal sealed record Diff<T>(
    IReadOnlyList<T> Appeared, IReadOnlyList<T> Changed, IReadOnlyList<T> Gone, ImmutableDictionary<string, T> Missing)
    where T : class
{
    // candidates: what may differ; the rest is not compared. mayBeGone: false for what may be out of sight: it stays missing until a later
    // poll decides.
    public static Diff<T> Of(
        IReadOnlyDictionary<string, T> before, ImmutableDictionary<string, T> missing, IReadOnlyDictionary<string, T> now,
        IEnumerable<string> candidates, Func<T, T, bool> isSame, Func<T, bool> mayBeGone)
    {
        List<T> appeared = [], changed = [], gone = [];
        var stillMissing = missing;
        foreach (var id in candidates)
        {
            var known = before.GetValueOrDefault(id) ?? missing.GetValueOrDefault(id);
            if (now.TryGetValue(id, out var item))
            {
                if (known is null)
                    appeared.Add(item);
                else if (!isSame(known, item))
                    changed.Add(item);
            }
            else if (before.TryGetValue(id, out var left))
            {
                stillMissing = stillMissing.SetItem(id, left);
            }
        }

        foreach (var (id, item) in missing)
        {
            var isThere = now.ContainsKey(id);
            if (!isThere && !mayBeGone(item))
                continue;

            stillMissing = stillMissing.Remove(id);
            if (!isThere)
                gone.Add(item);
        }

        return new Diff<T>(appeared, changed, gone, stillMissing);
    }

    public static Diff<T> Nothing(ImmutableDictionary<string, T> missing) => new([], [], [], missing);
}
