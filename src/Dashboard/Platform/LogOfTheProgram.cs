namespace BackupDashboard.Platform;

// For a web server beside the program's own.
internal sealed class LogOfTheProgram(ILoggerFactory loggers) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => loggers.CreateLogger(categoryName);

    public void Dispose()
    {
    }
}
