using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BackupDashboard.Api;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Api;

/// <summary>The page of the document. That it is drawn, and asks no one else, is for a browser to show.</summary>
public sealed partial class PageTests : ApiTest
{
    [Fact]
    public async Task OnlyInlineScript_HasTheHashThatThePolicyAllows()
    {
        var page = (await GetAsync("/api/docs/", A.Auditor)).ShouldBe(200);
        var scripts = Script().Matches(page.Body).Where(script => !script.Groups[1].Value.Contains("src=", StringComparison.Ordinal))
            .ToList();
        var script = scripts.ShouldHaveSingleItem().Groups[2].Value;
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script))).ShouldBe(ApiPageExtensions.ScriptHash);
    }

    [Fact]
    public async Task Page_NamesNoOtherHost()
    {
        var page = (await GetAsync("/api/docs/", A.Auditor)).ShouldBe(200);
        page.Body.ShouldNotContain("//");
        foreach (var script in (string[])["scalar.js", "scalar.aspnetcore.js"])
            (await GetAsync("/api/docs/" + script, A.Auditor)).ShouldBe(200).Body.Length.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData(null, 401, "unauthenticated")]
    [InlineData("Somebody.Else", 403, "no-access")]
    public async Task Page_IsForThoseWhoMayView(string? role, int status, string type) =>
        (await GetAsync("/api/docs/", role)).ShouldBeProblem(status, type);

    private Task<Answer> GetAsync(string path, string? role) =>
        App.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)), role);

    [GeneratedRegex("<script([^>]*)>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();
}
