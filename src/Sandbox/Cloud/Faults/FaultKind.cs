namespace BackupDashboard.Sandbox.Cloud.Faults;

internal enum FaultKind
{
    /// <summary>An answer with the given status, headers and body; nothing is carried out.</summary>
    Status,

    /// <summary>The normal answer, later.</summary>
    Delay,

    /// <summary>The connection breaks; nothing is carried out.</summary>
    Reset,

    /// <summary>Carried out; the announced length is right, and half of the body comes.</summary>
    Truncate,

    /// <summary>A gateway's page; nothing is carried out.</summary>
    Html,

    /// <summary>Carried out; the answer is a success that is no JSON.</summary>
    Malformed,

    /// <summary>Carried out; the body comes byte by byte.</summary>
    Drip,

    /// <summary>Carried out; then the connection breaks without an answer.</summary>
    AppliedThenReset,

    /// <summary>Carried out; then no answer comes, however long the client waits.</summary>
    AppliedThenSilence,
}
