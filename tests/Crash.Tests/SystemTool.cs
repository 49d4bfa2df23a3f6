using System.ComponentModel;
using System.Diagnostics;

namespace BackupDashboard.Crash;

/// <summary>A program of the system that does one thing and ends.</summary>
internal static class SystemTool
{
    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new Win32Exception(process.ExitCode, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    /// <summary>In the end of this process, when nothing can be waited for.</summary>
    public static void RunNow(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
    }
}
