using System.Collections.Specialized;

namespace BackupDashboard.Shell;

internal static class QueryValues
{
    // One name, or null: Enum.TryParse{T} would accept numbers and lists as well.
    public static T? Name<T>(this NameValueCollection values, string key)
        where T : struct, Enum =>
        Enum.GetValues<T>().Cast<T?>()
            .FirstOrDefault(value => string.Equals(value.ToString(), values[key], StringComparison.OrdinalIgnoreCase));

    // Several names with commas in between, in the order of their values. What is no name is left out.
    public static IReadOnlyCollection<T> Names<T>(this NameValueCollection values, string key)
        where T : struct, Enum =>
        values[key]?.Split(',') is { } names
            ? [.. Enum.GetValues<T>().Where(value => names.Contains(value.ToString(), StringComparer.OrdinalIgnoreCase))]
            : [];

    // With this value, or without it if it was there; in the order of the values.
    public static IReadOnlyCollection<T> Toggled<T>(this IReadOnlyCollection<T> values, T value)
        where T : struct, Enum =>
        values.Contains(value) ? [.. values.Where(one => !one.Equals(value))] : [.. values.Append(value).Order()];
}
