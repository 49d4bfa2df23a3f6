using BackupDashboard.Nuclia;
using BackupDashboard.Nuclia.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Tests.Nuclia;

public sealed class OptionsTests
{
    [Fact]
    public void EverythingWrong_Validate_ReportsEveryKeyWithAnExample()
    {
        var problems = Problems(
            allowHttp: false,
            ("Account", "ac me"), ("Token", "two words"), ("TokenFile", "/nowhere/token"),
            ("GlobalUrl", "http://accounts.example"), ("RegionalUrl", "https://fixed.example"),
            ("AttemptTimeout", "00:01:00"), ("ReadTimeout", "00:00:30"), ("CommandTimeout", "00:00:01"),
            ("RetryDelay", "00:01:00"), ("BreakDuration", "00:00:00"));

        problems.ShouldBe(
            [
                "Nuclia:Account may contain only a-z, 0-9, _ and -. Example: my-company",
                "Nuclia:Token and Nuclia:TokenFile are both set; exactly one is needed. Example: /run/secrets/nuclia-token",
                "Nuclia:Token is not a token: it holds more than one line or word, or characters that no token has."
                    + " Example: the personal access token exactly as Nuclia shows it",
                "Nuclia:TokenFile names a file that does not exist: /nowhere/token. Example: /run/secrets/nuclia-token",
                "Nuclia:GlobalUrl must be https. Example: https://accounts.progress.cloud",
                "Nuclia:RegionalUrl must contain {zone}. Example: https://{zone}.dp.progress.cloud",
                "Nuclia:CommandTimeout must lie between 00:00:05 and 00:30:00. Example: 00:01:40",
                "Nuclia:RetryDelay must lie between 00:00:00 and 00:00:05. Example: 00:00:00.5000000",
                "Nuclia:BreakDuration must lie between 00:00:01 and 00:05:00. Example: 00:00:15",
                "Nuclia:ReadTimeout must not be less than Nuclia:AttemptTimeout. Example: 00:00:30",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public void TokenFileWithoutAToken_Validate_IsReported()
    {
        var file = Path.GetTempFileName();
        Problems(allowHttp: true, ("Account", "acme"), ("TokenFile", file))
            .ShouldHaveSingleItem().ShouldStartWith($"Nuclia:TokenFile names a file that holds no token ({file}): it is empty.");
        File.Delete(file);
    }

    [Fact]
    public void NothingSet_Validate_NamesWhatIsMissing() => Problems(allowHttp: false).ShouldBe([
        "Nuclia:Account is missing; it is the slug or id of the account. Example: my-company",
        "Nuclia:Token is missing, and so is Nuclia:TokenFile; exactly one is needed. Example: /run/secrets/nuclia-token",
    ]);

    [Theory]
    [InlineData("RegionalUrl", "https://example.com/{zone}")]
    [InlineData("RegionalUrl", "https://{zone}@example.com")]
    [InlineData("RegionalUrl", "http://{zone}.example.com")]
    [InlineData("RegionalUrl", "{zone}")]
    [InlineData("GlobalUrl", "")]
    [InlineData("GlobalUrl", "https://accounts.example/api")]
    public void AddressThatIsNone_Validate_IsReported(string key, string value) =>
        Problems(allowHttp: true, ("Account", "acme"), ("Token", "t"), (key, value))
            .ShouldHaveSingleItem().ShouldStartWith($"Nuclia:{key} ");

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 2)]
    public void HttpToThisMachine_Validate_IsForDevelopmentOnly(bool allowHttp, int problems) => Problems(
        allowHttp,
        ("Account", "acme"), ("Token", "t"), ("GlobalUrl", "http://localhost:5090"), ("RegionalUrl", "http://{zone}.localhost:5091"))
        .Count.ShouldBe(problems);

    [Fact]
    public void WrongToken_Validate_IsNotRepeated() =>
        string.Join('\n', Problems(allowHttp: false, ("Account", "acme"), ("Token", "SECRET word"))).ShouldNotContain("SECRET");

    private static List<string> Problems(bool allowHttp, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Nuclia:{setting.Key}", (string?)setting.Value)))
            .Build();
        using var services = new ServiceCollection()
            .AddLogging()
            .AddNuclia(configuration.GetSection("Nuclia"), allowHttp)
            .BuildServiceProvider();
        try
        {
            _ = services.GetRequiredService<IOptions<NucliaOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures];
        }
    }
}
