using BackupDashboard.Activities;
using BackupDashboard.Journal;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Activities;

/// <summary>The exports.</summary>
internal sealed class ActivityApp() : ConsoleServer(new RunningConsole(), app => app.MapActivity())
{
    public async Task WriteAsync(params Operation[] operations)
    {
        foreach (var operation in operations)
            (await Console.Journal.TryAddAsync(operation, RunningConsole.Cancellation)).ShouldBeNull();
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? role = A.Auditor) =>
        RequestAsync(new HttpRequestMessage(HttpMethod.Get, path), role);

    public async Task<byte[]> DownloadAsync(string path) =>
        await (await GetAsync(path)).EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(RunningConsole.Cancellation);
}
