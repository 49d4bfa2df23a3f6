using System.Diagnostics;

namespace BackupDashboard.Platform;

internal static class Telemetry
{
    public const string Name = "BackupDashboard";

    public static ActivitySource Spans { get; } = new(Name);
}
