using System.Text.Json;

namespace BackupDashboard.Sandbox.Cloud.Faults;

internal static class FaultNames
{
    private static readonly Dictionary<string, FaultKind> ByName = Enum.GetValues<FaultKind>().ToDictionary(Of);

    public static IReadOnlyCollection<string> All => ByName.Keys;

    public static string Of(FaultKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    public static FaultKind? Find(string name) => ByName.TryGetValue(name, out var kind) ? kind : null;
}
