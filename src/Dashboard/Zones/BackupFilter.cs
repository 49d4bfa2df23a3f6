namespace BackupDashboard.Zones;

/// <summary>Which backups a reader wants.</summary>
/// <param name="Search">Part of a title or a slug, or the beginning of an id; empty for any.</param>
/// <param name="States">Any of these; none for all.</param>
/// <param name="Box">A whole slug; empty for any.</param>
/// <param name="From">Started then or later; null for any.</param>
/// <param name="Until">Started before; null for any.</param>
public readonly record struct BackupFilter(
    string Search, IReadOnlyCollection<BackupState> States, string Box, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    public static BackupFilter None { get; } = new("", [], "");

    internal bool HasDays => From is not null || Until is not null;

    // Equal for equal states, unlike the collection.
    internal int StateBits => States.Aggregate(0, (bits, state) => bits | (1 << (int)state));

    internal bool HasStateAndBoxOf(Backup backup) =>
        (States.Count == 0 || States.Contains(backup.State)) && (Box == "" || backup.Slug == Box);

    internal bool HasDayOf(Backup backup) =>
        (From is not { } from || backup.StartedAt >= from) && (Until is not { } until || backup.StartedAt < until);

    internal bool Finds(Backup backup) =>
        Contains(backup.Title, Search) || Contains(backup.Slug, Search) || IsBeginning(Search, backup.Id);

    internal static bool Contains(string name, string search) => name.Contains(search, StringComparison.OrdinalIgnoreCase);

    internal static bool IsBeginning(string search, string id) => id.StartsWith(search, StringComparison.OrdinalIgnoreCase);
}
