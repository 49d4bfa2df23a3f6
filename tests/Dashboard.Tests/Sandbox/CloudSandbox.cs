using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BackupDashboard.Sandbox;
using BackupDashboard.Sandbox.Setup;
using Microsoft.Extensions.Time.Testing;

namespace BackupDashboard.Tests.Sandbox;

/// <summary>A running cloud whose clock stands still until a test moves it, and a client that has its token.</summary>
internal sealed class CloudSandbox : IAsyncDisposable
{
    public const string Europe = "europe-1";
    public const string America = "aws-us-east-2-1";
    public const string Asia = "aws-ap-southeast-2-1";
    public const string UnknownId = "7f2c9d38-93a0-4b53-a3f3-0f7c2f7b4c11";

    private CloudSandbox(SandboxHost host, FakeTimeProvider time)
    {
        Host = host;
        Time = time;
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Token);
    }

    public SandboxHost Host { get; }

    public FakeTimeProvider Time { get; }

    public HttpClient Http { get; } = new();

    public string AccountId { get; private set; } = "";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<CloudSandbox> StartAsync(double speed = 1)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        var options = new SandboxOptions { Identity = false, Port = 0, MailPort = 0, Speed = speed };
        var cloud = new CloudSandbox(await SandboxHost.StartAsync(options, time, Cancelled), time);
        cloud.AccountId = (await cloud.GetAsync(cloud.Global("/api/v1/account/acme"))).Text("id");
        return cloud;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
    }

    public Uri Global(string path) => new(Host.GlobalUrl!, path);

    public Uri Zone(string path, string zone = Europe) => new(Host.Zones.Single(one => one.Slug == zone).Origin, path);

    /// <summary>Below the account's path of a zone.</summary>
    public Uri Account(string path, string zone = Europe) => Zone($"/api/v1/account/{AccountId}{path}", zone);

    public async Task<Reply> SendAsync(HttpMethod method, Uri url, object? body = null)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body));
        using var response = await Http.SendAsync(request, Cancelled);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        return new Reply(response.StatusCode, text, response.Headers, response.Content.Headers);
    }

    public async Task<JsonElement> GetAsync(Uri url)
    {
        var reply = await SendAsync(HttpMethod.Get, url);
        reply.Status.ShouldBe(HttpStatusCode.OK, reply.Text);
        return reply.Json;
    }

    public Task<Reply> PostAsync(Uri url, object? body) => SendAsync(HttpMethod.Post, url, body);

    public Task<Reply> FaultAsync(object fault) => PostAsync(Global("/sandbox/faults"), fault);

    public async Task<JsonElement> BoxAsync(string slug, string zone = Europe) =>
        (await GetAsync(Account("/kbs?include_search_configs=false", zone))).EnumerateArray().Single(box => box.Text("slug") == slug);

    public async Task<JsonElement?> FindBackupAsync(string id, string zone = Europe)
    {
        var all = await GetAsync(Account("/backups", zone));
        return all.EnumerateArray().Where(backup => backup.Text("id") == id).Cast<JsonElement?>().SingleOrDefault();
    }

    public async Task<string> StartBackupAsync(string slug = "docs-handbook", string zone = Europe)
    {
        var box = await BoxAsync(slug, zone);
        var reply = await PostAsync(Account("/backups", zone), new { kb_id = box.Text("id") });
        reply.Status.ShouldBe(HttpStatusCode.Created, reply.Text);
        return reply.Json.Text("id");
    }

    public async Task<string> FinishedBackupAsync(string slug = "docs-handbook", string zone = Europe)
    {
        var id = await StartBackupAsync(slug, zone);
        (await PostAsync(Global($"/sandbox/backups/{id}/finish"), null)).Status.ShouldBe(HttpStatusCode.NoContent);
        return id;
    }

    public Task<Reply> RestoreAsync(string backup, string slug, string title = "Restored", string zone = Europe) =>
        PostAsync(Account($"/backup/{backup}/restore", zone), new { slug, title });

    public async Task<long> ResourcesAsync(string boxId, string zone = Europe) =>
        (await GetAsync(Zone($"/api/v1/kb/{boxId}/counters", zone))).GetProperty("resources").GetInt64();
}

internal sealed record Reply(HttpStatusCode Status, string Text, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    public string Detail => Json.Text("detail");
}

internal static class Json
{
    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static bool IsNull(this JsonElement element, string name) => element.GetProperty(name).ValueKind == JsonValueKind.Null;

    public static DateTimeOffset Time(this JsonElement element, string name) =>
        DateTimeOffset.Parse(element.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.None);
}
