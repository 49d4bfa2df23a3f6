using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;

namespace BackupDashboard.Benchmarks;

/// <summary>What another process uses.</summary>
/// <param name="management">Where its metrics are.</param>
internal sealed class Watched(int process, Uri management)
{
    /// <summary>The keyword of the runtime's events that asks for a whole collection.</summary>
    private const long CollectNow = 0x800000;

    private const string CollectionsMetric = "dotnet_gc_collections_total{gc_heap_generation=\"gen2\"}";

    private const string HeapMetric = "dotnet_gc_last_collection_heap_size_bytes";

    private const string HolesMetric = "dotnet_gc_last_collection_heap_fragmentation_size_bytes";

    public static TimeSpan CpuOf(int process)
    {
        using var one = Process.GetProcessById(process);
        return one.TotalProcessorTime;
    }

    /// <summary>Of the threads that there are now, to the nanosecond: for a moment in which none ends.</summary>
    public static TimeSpan ThreadsCpuOf(int process) => TimeSpan.FromTicks(
        Directory.GetDirectories($"/proc/{process}/task").Sum(
            thread => long.Parse(File.ReadAllText($"{thread}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture))
        / TimeSpan.NanosecondsPerTick);

    /// <summary>MB.</summary>
    public static double ResidentOf(int process) =>
        double.Parse(
            File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ')[^2],
            CultureInfo.InvariantCulture) / 1024;

    public double Resident() => ResidentOf(process);

    /// <summary>MB of objects after a whole collection, and of what is free between them.</summary>
    public async Task<(double InUse, double Holes)> HeapAsync()
    {
        // The first collection lets finalizers run; what they held goes with the second.
        for (var collection = 0; collection < 2; collection++)
        {
            var before = await MetricAsync(CollectionsMetric);
            using var session = new DiagnosticsClient(process).StartEventPipeSession(
                [new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, CollectNow)], requestRundown: false);
            var reading = session.EventStream.CopyToAsync(Stream.Null);
            for (var look = 0; look < 100 && await MetricAsync(CollectionsMetric) == before; look++)
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            await session.StopAsync(CancellationToken.None);
            await reading;
        }

        var (size, holes) = (await MetricAsync(HeapMetric) / (1024 * 1024), await MetricAsync(HolesMetric) / (1024 * 1024));
        return (size - holes, holes);
    }

    /// <summary>One of its metrics, with all its labels together, such as generations.</summary>
    public async Task<double> MetricAsync(string name)
    {
        using var http = new HttpClient { BaseAddress = management };
        var metrics = await http.GetStringAsync(new Uri("metrics", UriKind.Relative));
        return metrics.Split('\n').Where(line => line.StartsWith(name, StringComparison.Ordinal))
            .Sum(line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
    }
}
