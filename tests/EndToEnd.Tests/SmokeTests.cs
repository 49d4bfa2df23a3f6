using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

public sealed class SmokeTests(World world)
{
    /// <summary>An asset that is served empty lets every status check pass and the console dead.</summary>
    [Theory]
    [InlineData("_framework/blazor.web.js", 100_000)]
    [InlineData("_content/MudBlazor/MudBlazor.min.css", 100_000)]
    [InlineData("_content/MudBlazor/MudBlazor.min.js", 10_000)]
    [InlineData("app.css", 500)]
    [InlineData("browser.js", 100)]
    [InlineData("reconnect.js", 100)]
    [InlineData("favicon.svg", 100)]
    public async Task Asset_IsAskedForWithoutSignIn_IsThereWhole(string path, int atLeastBytes)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(world.Address, path));

        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).Length.ShouldBeGreaterThanOrEqualTo(atLeastBytes);
    }
}
