using System.Net.Http.Json;
using System.Text.Json;

namespace BackupDashboard.EndToEnd.Running;

/// <summary>The identity provider's controls: what a directory's administrator does while someone is signed in.</summary>
internal sealed class SandboxDirectory : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="signInPage">Any page of the provider.</param>
    public SandboxDirectory(string signInPage) => _http = new HttpClient { BaseAddress = new Uri(new Uri(signInPage), "/sandbox/") };

    public async Task ChangeAsync(string name, object change)
    {
        var people = await _http.GetFromJsonAsync<JsonElement>("people");
        var id = people.EnumerateArray().Single(one => one.GetProperty("name").GetString() == name).GetProperty("id").GetString();
        (await _http.PutAsJsonAsync($"people/{id}", change)).EnsureSuccessStatusCode();
    }

    public async Task ResetAsync() => (await _http.DeleteAsync("people")).EnsureSuccessStatusCode();

    public void Dispose() => _http.Dispose();
}
