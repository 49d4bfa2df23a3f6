using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Hosting;

/// <summary>The proxies in front of the dashboard. Section <c>Proxy</c>. Forwarded headers from anyone else are ignored.</summary>
internal sealed class ProxyOptions
{
    public const string Section = "Proxy";

    /// <value>IP addresses of the proxies. Default none.</value>
    public List<string> KnownProxies { get; } = [];

    /// <value>Networks that contain only proxies, such as <c>10.0.3.0/24</c>. Default none.</value>
    public List<string> KnownNetworks { get; } = [];

    /// <value>Number of proxies in a row. Default 1.</value>
    [Range(1, 10)]
    public int ForwardLimit { get; set; } = 1;

    internal bool IsEmpty => KnownProxies.Count == 0 && KnownNetworks.Count == 0;
}

internal sealed class ProxyOptionsValidator(IConfiguration configuration) : IValidateOptions<ProxyOptions>
{
    private static readonly string[] PathBases = ["PathBase", $"{ProxyOptions.Section}:PathBase"];

    public ValidateOptionsResult Validate(string? name, ProxyOptions options)
    {
        List<string> problems =
        [
            .. Wrong(options.KnownProxies, text => IPAddress.TryParse(text, out _))
                .Select(
                    wrong => $"{ProxyOptions.Section}:{nameof(options.KnownProxies)}:{wrong.Index} is '{wrong.Text}', which is not an "
                        + "IP address. Example: 10.0.3.7"),
            .. Wrong(options.KnownNetworks, text => IPNetwork.TryParse(text, out _))
                .Select(
                    wrong => $"{ProxyOptions.Section}:{nameof(options.KnownNetworks)}:{wrong.Index} is '{wrong.Text}', which is not a "
                        + "network. Example: 10.0.3.0/24"),
        ];

        // The framework's own switch believes anyone who sends the headers.
        if (configuration.GetValue<bool>("FORWARDEDHEADERS_ENABLED"))
            problems.Add(
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED trusts every sender. Remove it, and name the proxies in "
                    + $"{ProxyOptions.Section}:KnownProxies or :KnownNetworks.");

        // Someone expects it to be served under a path, by the names that other products have for that.
        problems.AddRange(PathBases.Where(key => !string.IsNullOrEmpty(configuration[key])).Select(key =>
            $"{key} is set, and the dashboard cannot be served below a path: it needs a host name of its own. Remove the setting, and "
                + "let the proxy lead to its root."));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<(int Index, string Text)> Wrong(List<string> texts, Func<string, bool> isRight) =>
        texts.Index().Where(text => !isRight(text.Item));
}
