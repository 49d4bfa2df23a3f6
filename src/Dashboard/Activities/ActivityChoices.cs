using BackupDashboard.Journal;

namespace BackupDashboard.Activities;

/// <summary>What the journal can be filtered by.</summary>
/// <param name="Names">Of the people, by object id.</param>
public sealed record ActivityChoices(IReadOnlyDictionary<string, string> Names, IReadOnlyList<string> Zones)
{
    public static ActivityChoices None { get; } = new(new Dictionary<string, string>(), []);

    public IEnumerable<string> People => Names.Keys.OrderBy(NameOf, StringComparer.OrdinalIgnoreCase);

    public bool Knows(Operation operation) =>
        Names.GetValueOrDefault(operation.Actor.ObjectId) == operation.Actor.Name && Zones.Contains(operation.Zone, StringComparer.Ordinal);

    /// <summary>Two people may have the same name; then their ids distinguish them.</summary>
    public string NameOf(string objectId) =>
        !Names.TryGetValue(objectId, out var name) ? objectId
        : Names.Values.Count(other => other == name) > 1 ? $"{name} ({objectId})"
        : name;
}
