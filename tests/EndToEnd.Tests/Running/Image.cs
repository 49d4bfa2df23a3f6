using System.Text.RegularExpressions;

namespace BackupDashboard.EndToEnd.Running;

/// <summary>The published program in Production, as the image starts it: its user owns nothing but the folders of the data.</summary>
internal sealed partial class Image : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _volumes = Directory.CreateTempSubdirectory("backup-dashboard-volumes-");
    private readonly DirectoryInfo _program;
    private readonly RunningProgram _running;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Image(DirectoryInfo program)
    {
        _program = program;
        _volumes.CreateSubdirectory("tmp");
        if (IsRoot)
            Change("chown", "-R", "nobody", _volumes.FullName);
        Change("chmod", "-R", "a-w,a+rX", program.FullName);
        _running = Start(line =>
        {
            if (Listening().Match(line) is { Success: true } found)
                _address.TrySetResult(new Uri(found.Groups["where"].Value));
        });
    }

    public Uri Address => _address.Task.Result;

    public string Database => Path.Combine(_volumes.FullName, "backup-dashboard.db");

    public string Key => Path.Combine(_volumes.FullName, "journal.key");

    public string Output => _running.Output;

    private static bool IsRoot => Environment.UserName == "root";

    public static async Task<Image> StartAsync(DirectoryInfo program)
    {
        var image = new Image(program);
        var first = await Task.WhenAny(image._address.Task, image._running.ExitAsync()).WaitAsync(StartTimeout);
        return first == image._address.Task ? image : throw new InvalidOperationException($"It ended at once:\n{image.Output}");
    }

    public async Task<bool> IsHealthyAsync()
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(Address, "/health/live"));
        return answer.IsSuccessStatusCode;
    }

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(params string[] arguments)
    {
        await using var program = Start(_ => { }, arguments);
        return await program.ExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _running.DisposeAsync();
        Change("chmod", "-R", "u+w", _program.FullName);
        _volumes.Delete(recursive: true);
    }

    private RunningProgram Start(Action<string> onLine, params string[] arguments)
    {
        string[] command = ["dotnet", Path.Combine(_program.FullName, "BackupDashboard.dll"), .. arguments];
        return IsRoot
            ? RunningProgram.Start("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", .. command], Settings(), onLine)
            : RunningProgram.Start(command[0], command[1..], Settings(), onLine);
    }

    /// <summary>As the Dockerfile's, and what every installation has to set.</summary>
    private Dictionary<string, string?> Settings() => new(DashboardProcess.Environment("Production"))
    {
        ["HOME"] = "/nonexistent",
        ["TMPDIR"] = Path.Combine(_volumes.FullName, "tmp"),
        ["ASPNETCORE_CONTENTROOT"] = _program.FullName,
        ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
        ["Storage__Path"] = Database,
        ["Storage__KeyFile"] = Key,
        ["Storage__KeysPath"] = Path.Combine(_volumes.FullName, "protection"),
        ["Management__Port"] = "0",
        ["Access__Teams__0__Name"] = "Operators",
        ["Access__Teams__0__Member"] = "Team.Operators",
        ["Access__Teams__0__Rights__0"] = "View",
        ["Nuclia__GlobalUrl"] = "https://127.0.0.1:1",
        ["Nuclia__Account"] = "acme",
        ["Nuclia__Token"] = "no-token",
        ["AzureAd__Instance"] = "https://127.0.0.1:1/",
        ["AzureAd__TenantId"] = "5a9d0b4e-4c0f-4f6e-9d52-0d6a3c8e7b10",
        ["AzureAd__ClientId"] = "c3f1d8a6-7b1e-4a35-8c0d-2e9b64f05a20",
        ["AzureAd__ClientSecret"] = "no-secret",
    };

    private static void Change(string command, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(command, arguments);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{command} {string.Join(' ', arguments)}");
    }

    [GeneratedRegex(@"Now listening on: (?<where>http://\S+)")]
    private static partial Regex Listening();
}
