using System.Reflection;

namespace BackupDashboard.Platform;

/// <summary>What runs here: the version, with the commit it was built from, where that was known.</summary>
internal static class ProductVersion
{
    public static string? Text =>
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}
