namespace BackupDashboard.EndToEnd.Running;

/// <summary>The system's Chromium: nothing is downloaded.</summary>
internal static class Chromium
{
    private const string DefaultPath = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    public static async Task<IBrowser> LaunchAsync(IPlaywright playwright)
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } given ? given : DefaultPath;
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"There is no browser at {path}, and these tests need one. Install Chromium, or set CHROMIUM_PATH to where it is.");
        }

        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments });
    }
}
