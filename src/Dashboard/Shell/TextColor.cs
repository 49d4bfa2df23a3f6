using MudBlazor;

namespace BackupDashboard.Shell;

internal static class TextColor
{
    /// <summary>The class that colours a text. Null for what is normal: colour is for the rest.</summary>
    public static string? TextClass(this Color color) =>
        color is Color.Default or Color.Success ? null : $"mud-{color.ToString().ToLowerInvariant()}-text";
}
