namespace BackupDashboard.Benchmarks;

/// <summary>Resident memory and managed heap after ten polls, in two processes one after the other.</summary>
internal static class MemoryBenchmark
{
    public static async Task RunAsync(Scale scale, Action<Figure> tell)
    {
        var (smallResident, smallHeap, smallHoles) = await MeasureAsync(0, scale.Wait);
        var (resident, heap, holes) = await MeasureAsync(scale.Large, scale.Wait);
        tell(new Figure($"resident, {scale.Large:N0} backups; 100", Samples.One(resident), Samples.One(smallResident), "MB", Goal.None));
        tell(new Figure("resident, the difference", Samples.One(resident - smallResident), null, "MB", Goal.AtMost(120, "MB")));
        tell(new Figure($"managed, {scale.Large:N0} backups; 100", Samples.One(heap), Samples.One(smallHeap), "MB", Goal.AtMost(60, "MB")));
        tell(new Figure("free between its objects", Samples.One(holes), Samples.One(smallHoles), "MB", Goal.None));
    }

    private static async Task<(double Resident, double Heap, double Holes)> MeasureAsync(int large, TimeSpan wait)
    {
        await using var stage = await Stage.StartAsync(
            middle: 0, large, "--Live:SlowInterval", "00:00:01", "--Live:CalmInterval", "00:00:01", "--Live:QuickInterval", "00:00:01");
        await Task.Delay(wait, TimeProvider.System);
        var dashboard = new Watched(stage.Dashboard.Id, stage.Management);
        var resident = dashboard.Resident();
        var (heap, holes) = await dashboard.HeapAsync();
        return (resident, heap, holes);
    }
}
