namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>Cells of a row that differ from the table, reported together.</summary>
internal static class Deviations
{
    public static void None(IReadOnlyCollection<string> deviations)
    {
        if (deviations.Count > 0)
            throw new ShouldAssertException(
                $"{deviations.Count} cells are not as the table says:{Environment.NewLine}{string.Join(Environment.NewLine, deviations)}");
    }
}
