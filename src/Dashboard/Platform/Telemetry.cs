using System.Diagnostics;

namespace BackupDashboard.Platform;

/// <summary>
/// The names of the program's own telemetry. A feature creates its instruments on the meter <see cref="Name"/> in the constructor of one
/// class, registered by <c>services.AddActivatedSingleton&lt;T&gt;()</c>.
/// </summary>
internal static class Telemetry
{
    public const string Name = "BackupDashboard";

    public static ActivitySource Spans { get; } = new(Name);
}
