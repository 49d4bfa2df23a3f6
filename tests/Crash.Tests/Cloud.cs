using System.Net.Http.Json;
using System.Text.Json;

namespace BackupDashboard.Crash;

/// <summary>The cloud beside the dashboard: its lists, the sandbox's controls and its witness.</summary>
internal sealed class Cloud : IDisposable
{
    private static readonly JsonSerializerOptions Snake =
        new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly HttpClient _http;
    private string _account = "";
    private Dictionary<string, Uri> _origins = [];

    private Cloud(Uri global)
    {
        _http = new HttpClient { BaseAddress = global };
        _http.DefaultRequestHeaders.Authorization = new("Bearer", "sandbox-token");
    }

    public IReadOnlyCollection<string> Zones => _origins.Keys;

    public static async Task<Cloud> ConnectAsync(Uri global)
    {
        var cloud = new Cloud(global);
        cloud._account = (await cloud.GetAsync<List<AccountItem>>("api/v1/accounts")).Single().Id;
        var zones = await cloud.GetAsync<List<ZoneItem>>($"api/v1/account/{cloud._account}/zones");
        cloud._origins = zones.ToDictionary(zone => zone.Slug, zone => new Uri(zone.Origin));
        return cloud;
    }

    public async Task<IReadOnlyList<CloudBox>> BoxesAsync(string zone) =>
        [.. (await GetAsync<List<BoxItem>>(Of(zone, "kbs"))).Select(box => new CloudBox(zone, box.Id, box.Slug))];

    public async Task<IReadOnlyList<CloudBackup>> BackupsAsync(string zone) =>
        [.. (await GetAsync<List<BackupItem>>(Of(zone, "backups"))).Select(backup => new CloudBackup(
            zone, backup.Id, backup.KbData.Id, backup.StartedAt, backup.FinishedAt is not null))];

    public async Task<CloudPicture> PictureAsync()
    {
        var (boxes, backups) = (new List<CloudBox>(), new List<CloudBackup>());
        foreach (var zone in Zones)
        {
            boxes.AddRange(await BoxesAsync(zone));
            backups.AddRange(await BackupsAsync(zone));
        }

        return new CloudPicture(boxes, backups);
    }

    /// <summary>Every command that reached the cloud, in the order in which they came.</summary>
    public Task<List<Command>> CommandsAsync() => GetAsync<List<Command>>("sandbox/commands");

    /// <summary>The other count of the same: the two must agree.</summary>
    public async Task<long> CommandCallsAsync() =>
        (await GetAsync<Dictionary<string, Dictionary<string, long>>>("sandbox/calls")).Values
            .Sum(zone => zone.Where(entry => entry.Key is "create" or "delete" or "restore").Sum(entry => entry.Value));

    public Task SeedAsync(string zone, int knowledgeBoxes, int backups) =>
        ControlAsync(HttpMethod.Post, "seed", new { zone, knowledgeBoxes, backups });

    public Task SpeedAsync(double factor) => ControlAsync(HttpMethod.Post, "speed", new { factor });

    public Task FaultAsync(object fault) => ControlAsync(HttpMethod.Post, "faults", fault);

    public Task ClearFaultsAsync() => ControlAsync(HttpMethod.Delete, "faults");

    /// <summary>Past the dashboard.</summary>
    /// <returns>The backup's id.</returns>
    public async Task<string> StartBackupAsync(CloudBox box)
    {
        using var response = await _http.PostAsJsonAsync(Of(box.Zone, "backups"), new { kb_id = box.Id });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Created>(Snake))!.Id;
    }

    /// <summary>Boxes that go leave their room in the account to others.</summary>
    public async Task DeleteBoxAsync(CloudBox box)
    {
        using var response = await _http.DeleteAsync(Of(box.Zone, $"kb/{box.Id}"));
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    private string Of(string zone, string path) => new Uri(_origins[zone], $"api/v1/account/{_account}/{path}").ToString();

    private async Task<T> GetAsync<T>(string address) => (await _http.GetFromJsonAsync<T>(address, Snake))!;

    private async Task ControlAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, $"sandbox/{path}") { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{method} /sandbox/{path}: {await response.Content.ReadAsStringAsync()}");
    }

    private sealed record Created(string Id);

    private sealed record AccountItem(string Id);

    private sealed record ZoneItem(string Slug, string Origin);

    private sealed record BoxItem(string Id, string Slug);

    private sealed record BackupItem(string Id, BoxItem KbData, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);
}

internal sealed record CloudBox(string Zone, string Id, string Slug);

internal sealed record CloudBackup(string Zone, string Id, string BoxId, DateTimeOffset StartedAt, bool IsComplete);

internal sealed record CloudPicture(IReadOnlyList<CloudBox> Boxes, IReadOnlyList<CloudBackup> Backups);

/// <param name="Target">The box of a start, the backup of a deletion, the slug of a restore.</param>
/// <param name="Status">What the cloud decided, whatever a fault made of the answer; null when it never got that far.</param>
internal sealed record Command(string Zone, string Operation, string? Target, int? Status)
{
    public bool IsApplied => Status is >= 200 and < 300;

    /// <summary>The one refusal after which the dashboard may ask again: another box was being created.</summary>
    public bool IsBeingCreated => Operation == "restore" && Status == 429;

    /// <summary>The target as the journal writes it.</summary>
    public string JournalTarget => Operation switch
    {
        "create" => Targets.Box(Zone, Target!),
        "delete" => Targets.Backup(Zone, Target!),
        _ => Targets.Slug(Target!),
    };
}
