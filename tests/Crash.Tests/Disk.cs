using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace BackupDashboard.Crash;

/// <summary>A disk in memory, mounted as a folder that anyone may write to, which can be made full and be given space again.</summary>
internal sealed class Disk : IAsyncDisposable
{
    private const string Roomy = "1g";

    private Disk(string folder) => Folder = folder;

    /// <summary>Only root can mount one.</summary>
    public static bool CanBeMounted => Environment.IsPrivilegedProcess;

    public string Folder { get; }

    /// <param name="folder">Is made if need be.</param>
    public static async Task<Disk> MountAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        await RunAsync("mount", "-t", "tmpfs", "-o", $"size={Roomy},mode=0777", "tmpfs", folder);
        var disk = new Disk(folder);
        AppDomain.CurrentDomain.ProcessExit += disk.UnmountAtExit;
        return disk;
    }

    /// <summary>It becomes as small as what is on it.</summary>
    public async Task FillAsync()
    {
        var drive = new DriveInfo(Folder);
        var used = drive.TotalSize - drive.TotalFreeSpace;
        if (used == 0)
            throw new InvalidOperationException($"Nothing is on {Folder} yet, and a size of nothing is none at all.");
        await RunAsync("mount", "-o", string.Create(CultureInfo.InvariantCulture, $"remount,size={used}"), Folder);
    }

    public Task FreeAsync() => RunAsync("mount", "-o", $"remount,size={Roomy}", Folder);

    // "Lazy": whoever uses it may still be about to end.
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= UnmountAtExit;
        await RunAsync("umount", "--lazy", Folder);
    }

    private void UnmountAtExit(object? sender, EventArgs args)
    {
        using var unmount = Process.Start("umount", ["--lazy", Folder]);
        unmount.WaitForExit();
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new Win32Exception(process.ExitCode, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
