using System.Runtime.InteropServices;

namespace BackupDashboard.Zones;

/// <summary>Which backups a reader wants.</summary>
/// <param name="Search">Part of a title or a slug, or the beginning of an id; empty for any.</param>
/// <param name="State">Null for any.</param>
/// <param name="Box">A whole slug; empty for any.</param>
public readonly record struct BackupFilter(string Search, BackupState? State, string Box)
{
    internal bool HasStateAndBoxOf(Backup backup) => (State is null || backup.State == State) && (Box == "" || backup.Slug == Box);

    // Most backups of a zone are of few boxes, and have their names in common: each is searched once.
    internal bool Finds(Backup backup, SearchedNames searched) =>
        searched.Contain(backup.Title, Search) || searched.Contain(backup.Slug, Search)
        || backup.Id.StartsWith(Search, StringComparison.OrdinalIgnoreCase);

    internal sealed class SearchedNames() : Dictionary<object, bool>(ReferenceEqualityComparer.Instance)
    {
        public bool Contain(string name, string search)
        {
            ref var isFound = ref CollectionsMarshal.GetValueRefOrAddDefault(this, name, out var isKnown);
            if (!isKnown)
                isFound = name.Contains(search, StringComparison.OrdinalIgnoreCase);
            return isFound;
        }
    }
}
