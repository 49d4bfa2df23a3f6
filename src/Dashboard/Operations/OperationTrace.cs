using System.Diagnostics;
using BackupDashboard.Journal;
using BackupDashboard.Platform;

namespace BackupDashboard.Operations;

/// <summary>The trace of an operation: what it calls later, perhaps after a restart, belongs to the trace that it was asked for in.</summary>
internal static class OperationTrace
{
    public static string CorrelationId() => (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();

    public static Activity? Begin(Operation operation)
    {
        var parent = new ActivityContext(
            ActivityTraceId.CreateFromString(operation.CorrelationId), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);
        var activity = Telemetry.Spans.StartActivity($"operation {operation.Kind}", ActivityKind.Internal, parent);
        activity?.SetTag("operation.id", operation.Id);
        activity?.SetTag("operation.zone", operation.Zone);
        return activity;
    }
}
