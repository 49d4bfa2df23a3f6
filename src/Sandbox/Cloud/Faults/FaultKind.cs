namespace BackupDashboard.Sandbox.Cloud.Faults;

internal enum FaultKind
{
    Status,

    Delay,

    Reset,

    Truncate,

    Html,

    Malformed,

    Drip,

    // Carried out; then the connection breaks without an answer.
    AppliedThenReset,

    // Carried out; then no answer comes, however long the client waits.
    AppliedThenSilence,
}
