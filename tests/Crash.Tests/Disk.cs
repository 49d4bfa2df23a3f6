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
        await SystemTool.RunAsync("mount", "-t", "tmpfs", "-o", $"size={Roomy},mode=0777", "tmpfs", folder);
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
        await SystemTool.RunAsync("mount", "-o", string.Create(CultureInfo.InvariantCulture, $"remount,size={used}"), Folder);
    }

    public Task FreeAsync() => SystemTool.RunAsync("mount", "-o", $"remount,size={Roomy}", Folder);

    // "Lazy": whoever uses it may still be about to end.
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= UnmountAtExit;
        await SystemTool.RunAsync("umount", "--lazy", Folder);
    }

    private void UnmountAtExit(object? sender, EventArgs args) => SystemTool.RunNow("umount", "--lazy", Folder);
}
