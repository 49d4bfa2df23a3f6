using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace BackupDashboard.Crash;

/// <summary>
/// The network cable of a machine. Pulled, it is as when the machine has lost its power: what is sent to it arrives nowhere, and nobody is
/// told anything, not even that its processes have ended.
/// </summary>
internal static class Cable
{
    private const string Table = "backup-dashboard-tests";
    private static readonly string[] Gone = ["delete", "table", "inet", Table];

    /// <summary>Only root may filter packets, where there is nft and the kernel does it.</summary>
    public static bool CanBePulled => Environment.IsPrivilegedProcess && HasFilter();

    /// <param name="processes">Those that run on the machine. They had better end soon: what they connect to now is not cut off.</param>
    public static async Task PullAsync(params int[] processes)
    {
        AppDomain.CurrentDomain.ProcessExit += PlugInAtExit;
        var ports = $"{{ {string.Join(", ", processes.SelectMany(PortsOf).Distinct())} }}";
        await SystemTool.RunAsync("nft", "add", "table", "inet", Table);
        await SystemTool.RunAsync("nft", "add", "chain", "inet", Table, "input", "{ type filter hook input priority 0; }");
        foreach (var side in new[] { "sport", "dport" })
            await SystemTool.RunAsync("nft", "add", "rule", "inet", Table, "input", "iif", "lo", "tcp", side, ports, "drop");
    }

    public static async Task PlugInAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= PlugInAtExit;
        await SystemTool.RunAsync("nft", Gone);
    }

    private static void PlugInAtExit(object? sender, EventArgs args) => SystemTool.RunNow("nft", Gone);

    private static bool HasFilter()
    {
        try
        {
            using var nft = Process.Start("nft", ["list", "tables"]);
            nft.WaitForExit();
            return nft.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    // Where it listens, and from where it is connected to others.
    private static IEnumerable<int> PortsOf(int process)
    {
        var sockets = Directory.GetFiles($"/proc/{process}/fd").Select(file => new FileInfo(file).LinkTarget)
            .Where(target => target?.StartsWith("socket:[", StringComparison.Ordinal) is true)
            .Select(target => target![8..^1]).ToHashSet();
        return new[] { "tcp", "tcp6" }.SelectMany(kind => File.ReadLines($"/proc/{process}/net/{kind}").Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => sockets.Contains(columns[9]))
            .Select(columns => int.Parse(columns[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
