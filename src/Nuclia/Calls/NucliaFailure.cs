namespace BackupDashboard.Nuclia.Calls;

// Carries a failure through the HTTP pipeline, which has no results; it never leaves this project.
internal sealed class NucliaFailure(NucliaError error) : Exception(error.Detail)
{
    public NucliaError Error { get; } = error;
}
