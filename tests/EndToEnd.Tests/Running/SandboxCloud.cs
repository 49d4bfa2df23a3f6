using System.Net.Http.Json;
using System.Text.Json;

namespace BackupDashboard.EndToEnd.Running;

/// <summary>The cloud as others use it besides the dashboard: its API with the token, and the sandbox's controls.</summary>
internal sealed class SandboxCloud : IDisposable
{
    /// <summary>So slow that nothing finishes by itself while a test looks.</summary>
    public const double Frozen = 0.001;

    /// <summary>So quick that everything is finished when one looks.</summary>
    public const double Instant = 10_000;

    private static readonly JsonSerializerOptions Snake = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };


    private readonly HttpClient _http;
    private Dictionary<string, Uri> _origins = [];
    private string _account = "";

    private SandboxCloud(Uri global)
    {
        _http = new HttpClient { BaseAddress = global };
        _http.DefaultRequestHeaders.Authorization = new("Bearer", "sandbox-token");
    }

    public static async Task<SandboxCloud> ConnectAsync(Uri global)
    {
        var cloud = new SandboxCloud(global);
        cloud._account = (await cloud.GetAsync<List<Account>>(new Uri(global, "api/v1/accounts"))).Single().Id;
        var zones = await cloud.GetAsync<List<ZoneItem>>(new Uri(global, $"api/v1/account/{cloud._account}/zones"));
        cloud._origins = zones.ToDictionary(zone => zone.Slug, zone => new Uri(zone.Origin));
        return cloud;
    }

    /// <summary>The page with the mail that the dashboard has sent.</summary>
    public Uri Inbox => new(_http.BaseAddress!, "inbox");

    public Task FaultAsync(object fault) => ControlAsync(HttpMethod.Post, "faults", fault);

    public Task ClearFaultsAsync() => ControlAsync(HttpMethod.Delete, "faults");

    public Task SpeedAsync(double factor) => ControlAsync(HttpMethod.Post, "speed", new { factor });

    public Task AdvanceAsync(int minutes) => ControlAsync(HttpMethod.Post, "clock", new { advanceMinutes = minutes });

    public Task FinishAsync(string backupId) => ControlAsync(HttpMethod.Post, $"backups/{backupId}/finish");

    public Task ForgetCallsAsync() => ControlAsync(HttpMethod.Delete, "calls");

    /// <summary>How often an operation was asked of a zone since the last <see cref="ForgetCallsAsync"/>.</summary>
    public async Task<long> CallsAsync(string zone, string operation)
    {
        var calls = await GetAsync<Dictionary<string, Dictionary<string, long>>>(new Uri(_http.BaseAddress!, "sandbox/calls"));
        return calls.GetValueOrDefault(zone)?.GetValueOrDefault(operation) ?? 0;
    }

    public Task SeedAsync(string zone, int knowledgeBoxes, int backups) =>
        ControlAsync(HttpMethod.Post, "seed", new { zone, knowledgeBoxes, backups });

    /// <summary>A knowledge box that only the calling test knows, with finished backups.</summary>
    public async Task<CloudBox> SeedBoxAsync(string zone, int backups = 1)
    {
        var before = (await BoxesAsync(zone)).Select(box => box.Id).ToHashSet();
        await SeedAsync(zone, 1, backups);
        return (await BoxesAsync(zone)).Single(box => !before.Contains(box.Id));
    }

    public Task<List<CloudBox>> BoxesAsync(string zone) => GetAsync<List<CloudBox>>(Of(zone, "kbs"));

    public async Task<CloudBox> BoxAsync(string zone, string slug) => (await BoxesAsync(zone)).Single(box => box.Slug == slug);

    public async Task<IReadOnlyList<CloudBackup>> BackupsAsync(string zone, CloudBox box) =>
        [.. (await GetAsync<List<CloudBackup>>(Of(zone, "backups"))).Where(backup => backup.KbData.Id == box.Id)];

    public Task<string> StartBackupAsync(string zone, CloudBox box) => CreatedAsync(Of(zone, "backups"), new { kb_id = box.Id });

    public Task<string> RestoreAsync(string zone, string backupId, string slug, string? title = null) =>
        CreatedAsync(Of(zone, $"backup/{backupId}/restore"), new { slug, title = title ?? slug });

    public async Task<long> ResourcesAsync(string zone, string boxId) =>
        (await GetAsync<Counters>(new Uri(_origins[zone], $"api/v1/kb/{boxId}/counters"))).Resources;

    public void Dispose() => _http.Dispose();

    private Uri Of(string zone, string path) => new(_origins[zone], $"api/v1/account/{_account}/{path}");

    private async Task<string> CreatedAsync(Uri address, object body)
    {
        using var response = await _http.PostAsJsonAsync(address, body);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Created>(Snake))!.Id;
    }

    private async Task<T> GetAsync<T>(Uri address) => (await _http.GetFromJsonAsync<T>(address, Snake))!;

    private async Task ControlAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, $"sandbox/{path}") { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _http.SendAsync(request);
        response.IsSuccessStatusCode.ShouldBeTrue($"{method} /sandbox/{path}: {await response.Content.ReadAsStringAsync()}");
    }

    private sealed record Account(string Id);

    private sealed record ZoneItem(string Slug, string Origin);

    private sealed record Created(string Id);

    private sealed record Counters(long Resources);
}

internal sealed record CloudBox(string Id, string Slug, string Title);

internal sealed record CloudBackup(string Id, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, CloudBox KbData);
