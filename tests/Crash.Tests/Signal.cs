using System.Diagnostics;

namespace BackupDashboard.Crash;

/// <summary>What .NET cannot send.</summary>
internal static class Signal
{
    public static async Task SendAsync(int process, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process}"]);
        await kill.WaitForExitAsync();
    }
}
