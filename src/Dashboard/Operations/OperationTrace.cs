using System.Diagnostics;
using BackupDashboard.Journal;
using BackupDashboard.Platform;

namespace BackupDashboard.Operations;

// Continues the trace in which the operation was requested, even after a restart.
internal static class OperationTrace
{
    public static string CorrelationId() => (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();

    public static Activity? Begin(Operation operation)
    {
        var parent = new ActivityContext(
            ActivityTraceId.CreateFromString(operation.CorrelationId), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded,
                isRemote: true);
        var activity = Telemetry.Spans.StartActivity($"operation {operation.Kind}", ActivityKind.Internal, parent);
        activity?.SetTag("operation.id", operation.Id);
        activity?.SetTag("operation.zone", operation.Zone);
        return activity;
    }
}
