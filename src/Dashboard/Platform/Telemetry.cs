using System.Diagnostics;

namespace BackupDashboard.Platform;

/// <summary>
/// The names of what the program reports of itself. A feature takes <see cref="System.Diagnostics.Metrics.IMeterFactory"/>, makes its instruments on the
/// meter <see cref="Name"/> in the constructor of one class, and registers that class by <c>services.AddActivatedSingleton&lt;T&gt;()</c>.
/// </summary>
internal static class Telemetry
{
    /// <summary>Of our meter and of our source of spans.</summary>
    public const string Name = "BackupDashboard";

    public static ActivitySource Spans { get; } = new(Name);
}
