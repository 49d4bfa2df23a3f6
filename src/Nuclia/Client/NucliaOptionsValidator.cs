using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using BackupDashboard.Nuclia.Http;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Nuclia.Client;

// Reports every wrong key at once: its name, what is wrong, an example.
internal sealed partial class NucliaOptionsValidator(string section, bool allowHttp) : IValidateOptions<NucliaOptions>
{
    public ValidateOptionsResult Validate(string? name, NucliaOptions options)
    {
        var problems = Account(options).Concat(Token(options)).Concat(Addresses(options)).Concat(Times(options)).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Account(NucliaOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Account))
            yield return Wrong(nameof(options.Account), "is missing; it is the slug or id of the account", "my-company");
        else if (!AccountSlug().IsMatch(options.Account))
            yield return Wrong(nameof(options.Account), "may contain only a-z, 0-9, _ and -", "my-company");
    }

    private IEnumerable<string> Token(NucliaOptions options)
    {
        const string ExampleFile = "/run/secrets/nuclia-token";
        var other = $"{section}:{nameof(options.TokenFile)}";
        var (token, file) = (options.Token?.Trim() ?? "", options.TokenFile?.Trim() ?? "");
        if (token.Length == 0 && file.Length == 0)
            yield return Wrong(nameof(options.Token), $"is missing, and so is {other}; exactly one is needed", ExampleFile);
        if (token.Length > 0 && file.Length > 0)
            yield return Wrong(nameof(options.Token), $"and {other} are both set; exactly one is needed", ExampleFile);
        if (token.Length > 0 && TokenSource.ProblemOf(token) is { } problem)
            yield return Wrong(nameof(options.Token), $"is not a token: {problem}", "the personal access token exactly as Nuclia shows it");
        if (file.Length > 0 && !File.Exists(file))
            yield return Wrong(nameof(options.TokenFile), $"names a file that does not exist: {file}", ExampleFile);
        else if (file.Length > 0 && TokenSource.ProblemOfFile(file) is { } useless)
            yield return Wrong(
                nameof(options.TokenFile), $"names a file that holds no token ({file}): {useless}",
                "the personal access token exactly as Nuclia shows it");
    }

    private IEnumerable<string> Addresses(NucliaOptions options)
    {
        var defaults = new NucliaOptions();
        if (HostAddresses.ProblemOf(options.GlobalUrl ?? "", allowHttp) is { } global)
            yield return Wrong(nameof(options.GlobalUrl), global, defaults.GlobalUrl);

        var regional = options.RegionalUrl ?? "";
        if (!regional.Contains(NucliaOptions.ZonePlaceholder, StringComparison.Ordinal))
            yield return Wrong(nameof(options.RegionalUrl), $"must contain {NucliaOptions.ZonePlaceholder}", defaults.RegionalUrl);
        else if (HostAddresses.ProblemOf(Filled(regional), allowHttp) is { } problem)
            yield return Wrong(nameof(options.RegionalUrl), problem, defaults.RegionalUrl);

        foreach (var suffix in HostAddresses.Suffixes(options.AllowedHosts).Select(HostAddresses.ProblemOfSuffix).OfType<string>())
            yield return Wrong(nameof(options.AllowedHosts), suffix, "progress.cloud, nuclia.example.com");
    }

    private IEnumerable<string> Times(NucliaOptions options)
    {
        foreach (var property in typeof(NucliaOptions).GetProperties())
        {
            if (property.GetCustomAttribute<RangeAttribute>() is not { } range || range.IsValid(property.GetValue(options)))
                continue;
            yield return Wrong(property.Name, $"must lie between {range.Minimum} and {range.Maximum}", Example(property));
        }

        if (options.ReadTimeout < options.AttemptTimeout)
        {
            var attempt = $"{section}:{nameof(options.AttemptTimeout)}";
            yield return Wrong(nameof(options.ReadTimeout), $"must not be less than {attempt}", "00:00:30");
        }
    }

    private static string Filled(string regional) => regional.Replace(NucliaOptions.ZonePlaceholder, "zone", StringComparison.Ordinal);

    private static string Example(PropertyInfo property) =>
        string.Create(CultureInfo.InvariantCulture, $"{property.GetValue(new NucliaOptions())}");

    private string Wrong(string key, string problem, string example) => $"{section}:{key} {problem}. Example: {example}";

    [GeneratedRegex(@"\A[a-z0-9_-]+\z")]
    private static partial Regex AccountSlug();
}
