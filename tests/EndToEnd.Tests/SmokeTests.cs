using System.Net;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

[Collection(Lane.Shared)]
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
    [InlineData("translation.js", 100)]
    [InlineData("favicon.svg", 100)]
    public async Task Asset_IsAskedForWithoutSignIn_IsThereWhole(string path, int atLeastBytes)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(world.Address, path));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).Length.ShouldBeGreaterThanOrEqualTo(atLeastBytes);
    }

    [Fact]
    public async Task Metrics_RunningProgram_AreOnTheManagementPortAlone()
    {
        var management = world.Dashboard.Management;
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        (await http.GetStringAsync(new Uri(management, "metrics"))).ShouldContain("service_name=\"backup-dashboard\"");
        (await http.GetStringAsync(new Uri(management, "health/live"))).ShouldBe("Healthy");

        foreach (var host in (string[])[world.Address.Authority, management.Authority])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(world.Address, "metrics"));
            request.Headers.Host = host;
            using var response = await http.SendAsync(request);
            response.StatusCode.ShouldBe(HttpStatusCode.Redirect, "to the sign-in, like any other path that does not exist");
            response.Headers.Location!.AbsolutePath.ShouldBe("/sign-in");
        }
    }
}
