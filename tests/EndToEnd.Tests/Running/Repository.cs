namespace BackupDashboard.EndToEnd.Running;

/// <summary>Where things are, found from where the tests were built.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The program, built in the same configuration as these tests.</summary>
    public static string Program
    {
        get
        {
            var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            var path = Path.Combine(Root, "bin", framework.Parent!.Name, framework.Name, "BackupDashboard.dll");
            return File.Exists(path) ? path : throw new FileNotFoundException($"The program is not built: {path} is missing.");
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BackupDashboard.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"BackupDashboard.sln is not above {AppContext.BaseDirectory}.");
    }
}
