using System.Collections.Specialized;

namespace BackupDashboard.Shell;

internal static class QueryValues
{
    // One name, or null: Enum.TryParse{T} would accept numbers and lists as well.
    public static T? Name<T>(this NameValueCollection values, string key)
        where T : struct, Enum =>
        Enum.GetValues<T>().Cast<T?>()
            .FirstOrDefault(value => string.Equals(value.ToString(), values[key], StringComparison.OrdinalIgnoreCase));
}
