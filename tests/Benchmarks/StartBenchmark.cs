using System.Diagnostics;
using System.Net;
using BackupDashboard.Crash;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.Benchmarks;

/// <summary>
/// From the start of the process to the first page, and its memory then, in turn with an empty Blazor app published the same way.
/// </summary>
internal static class StartBenchmark
{
    public static async Task RunAsync(Scale scale, Action<Figure> tell)
    {
        await using var stage = await Stage.StartAsync(middle: 0, large: 0);
        var folder = Directory.CreateTempSubdirectory("backup-dashboard-start-");
        try
        {
            // As the image is; that takes minutes.
            string[] asTheImage = scale == Scale.Quick
                ? []
                : ["-p:PublishReadyToRun=true", "--use-current-runtime", "--self-contained", "false"];
            var program = Stage.Published!;
            if (scale != Scale.Quick)
            {
                program = Path.Combine(folder.FullName, "dashboard");
                await DotnetAsync(
                    ["publish", Path.Combine(Repository.Root, "BackupDashboard.csproj"), "-c", "Release", "-o", program, .. asTheImage]);
            }

            var empty = Path.Combine(folder.FullName, "Empty");
            await DotnetAsync("new", "blazor", "--interactivity", "Server", "--empty", "-o", empty);
            await DotnetAsync(["publish", empty, "-c", "Release", "-o", $"{empty}-published", .. asTheImage]);

            ServerProcess Ours() => stage.StartAnother(program);
            ServerProcess Theirs() => ServerProcess.Start(
                Path.Combine($"{empty}-published", "Empty.dll"),
                ["--contentRoot", $"{empty}-published", "--urls", "http://127.0.0.1:0"], readyWhen: "Now listening on");

            var (ours, theirs) = await Rounds.InTurnAsync(scale.Rounds, () => OnceAsync(Ours), () => OnceAsync(Theirs));
            tell(new Figure("to the first page; an empty Blazor app", ours, theirs, "ms", Goal.RatioAtMost(1.5)));
            tell(new Figure(
                "resident memory, idle; an empty Blazor app", Samples.One(await IdleAsync(Ours, scale.Wait)),
                Samples.One(await IdleAsync(Theirs, scale.Wait)), "MB", Goal.RatioAtMost(1.5)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> OnceAsync(Func<ServerProcess> start)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await using var process = start();
        await process.ReadyAsync();
        await FirstPageAsync(process);
        return TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static async Task<double> IdleAsync(Func<ServerProcess> start, TimeSpan wait)
    {
        await using var process = start();
        await process.ReadyAsync();
        await FirstPageAsync(process);
        await Task.Delay(wait, TimeProvider.System);
        return Watched.ResidentOf(process.Id);
    }

    private static async Task FirstPageAsync(ServerProcess process)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Stage.AddressOf(process) };
        using var page = await http.GetAsync(new Uri("/", UriKind.Relative));
        if (page.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Found))
            throw new InvalidOperationException($"The first page is a {(int)page.StatusCode}.");
    }

    private static async Task DotnetAsync(params string[] arguments)
    {
        using var dotnet = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var said = await dotnet.StandardOutput.ReadToEndAsync();
        await dotnet.WaitForExitAsync();
        if (dotnet.ExitCode != 0)
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed:\n{said}");
    }
}
