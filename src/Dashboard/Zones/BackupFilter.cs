namespace BackupDashboard.Zones;

/// <summary>Which backups a reader wants.</summary>
/// <param name="Search">Part of a title or a slug, or the beginning of an id; empty for any.</param>
/// <param name="State">Null for any.</param>
/// <param name="Box">A whole slug; empty for any.</param>
public readonly record struct BackupFilter(string Search, BackupState? State, string Box)
{
    internal bool HasStateAndBoxOf(Backup backup) => (State is null || backup.State == State) && (Box == "" || backup.Slug == Box);

    internal bool Finds(Backup backup) =>
        Contains(backup.Title, Search) || Contains(backup.Slug, Search) || IsBeginning(Search, backup.Id);

    internal static bool Contains(string name, string search) => name.Contains(search, StringComparison.OrdinalIgnoreCase);

    internal static bool IsBeginning(string search, string id) => id.StartsWith(search, StringComparison.OrdinalIgnoreCase);
}
