namespace BackupDashboard.Nuclia.Calls;

/// <summary>Carries a failure through the HTTP pipeline, which has no results; it never leaves this project.</summary>
internal sealed class NucliaFailure(NucliaError error) : Exception(error.Detail)
{
    public NucliaError Error { get; } = error;
}
