using System.Runtime.CompilerServices;

namespace BackupDashboard.Tests.Api;

/// <summary>What docs/ says, which has to be so.</summary>
internal static class Documentation
{
    public static string Api => File.ReadAllText(Path("api.md"));

    public static string OpenApi => Path("openapi.json");

    private static string Path(string name, [CallerFilePath] string thisFile = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(thisFile)!, "..", "..", "..", "docs", name));
}
