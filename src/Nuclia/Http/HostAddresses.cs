using System.Net;
using System.Text.RegularExpressions;
using BackupDashboard.Nuclia.Calls;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Nuclia.Http;

// Decides which hosts receive the token: the configured ones, and those of the account's zones if they are acceptable.
internal sealed partial class HostAddresses(IOptions<NucliaOptions> options, bool allowHttp)
{
    private readonly Lazy<IReadOnlyList<string>> _allowed = new(() => Allowed(options.Value));

    public Uri Global => new(options.Value.GlobalUrl);

    // The zone's address, or why it must not be contacted, as a clause.
    public (Uri? Address, string? Problem) Resolve(string slug, string? origin)
    {
        if (!ZoneSlug().IsMatch(slug))
            return (null, "its slug is not of the contract's form");
        if (!string.IsNullOrWhiteSpace(origin))
            return (ProblemOf(origin, allowHttp) ?? ProblemOfHost(origin)) is { } problem
                ? (null, $"its address {problem}")
                : (new Uri(origin), null);

        if (!HostLabels().IsMatch(slug))
            return (null, "its slug cannot be part of a host name");
        var text = options.Value.RegionalUrl.Replace(NucliaOptions.ZonePlaceholder, slug, StringComparison.Ordinal);
        return ProblemOf(text, allowHttp) is { } wrong ? (null, $"its address {wrong}") : (new Uri(text), null);
    }

    public Uri Trusted(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return ProblemOf(address.OriginalString, allowHttp) is { } problem
            ? throw new ArgumentException($"The address {problem}.", nameof(address))
            : address;
    }

    // What is wrong with the address of a host; null if nothing is.
    public static string? ProblemOf(string text, bool allowHttp)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            return "is not an absolute address";
        if (uri.Scheme != Uri.UriSchemeHttps && !(allowHttp && uri.Scheme == Uri.UriSchemeHttp && IsThisMachine(uri)))
            return allowHttp ? "must be https (http only for this machine)" : "must be https";
        var isMore = uri.UserInfo.Length > 0 || uri.PathAndQuery != "/" || uri.Fragment.Length > 0;
        return isMore || text.Contains('\\', StringComparison.Ordinal)
            ? "must be scheme, host and port alone"
            : null;
    }

    // What is wrong with one of the NucliaOptions.AllowedHosts; null if nothing is.
    public static string? ProblemOfSuffix(string suffix) =>
        suffix.Contains('.', StringComparison.Ordinal) && HostLabels().IsMatch(suffix) && !IPAddress.TryParse(suffix, out _)
            ? null
            : $"holds '{suffix}', which is not the name of a domain or a host";

    public static IEnumerable<string> Suffixes(string? setting) =>
        (setting ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    // A zone's origin must neither decide who receives the token, nor lead into the operator's own network.
    private string? ProblemOfHost(string origin)
    {
        var uri = new Uri(origin);
        if (allowHttp && IsThisMachine(uri))
            return null;
        if (uri.HostNameType is not UriHostNameType.Dns)
            return "is a number, and must be the name of a host";
        var host = uri.IdnHost.TrimEnd('.');
        return _allowed.Value.Any(
            suffix => host.Equals(suffix, StringComparison.OrdinalIgnoreCase)
                || host.EndsWith($".{suffix}", StringComparison.OrdinalIgnoreCase))
            ? null
            : $"is on {Text.OneLine(host)}, and the setting Nuclia:AllowedHosts does not name it or a domain above it";
    }

    private static IReadOnlyList<string> Allowed(NucliaOptions options)
    {
        List<string> named = [.. Suffixes(options.AllowedHosts)];
        return named.Count > 0 ? named : Defaults(options);
    }

    private static List<string> Defaults(NucliaOptions options)
    {
        var global = new Uri(options.GlobalUrl).Host;
        var zones = new Uri(options.RegionalUrl.Replace(NucliaOptions.ZonePlaceholder, "zone", StringComparison.Ordinal)).Host;
        var shared = Labels(global).Zip(Labels(zones)).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First).Reverse()
            .ToList();
        List<string> defaults = [global, zones[(zones.IndexOf('.', StringComparison.Ordinal) + 1)..]];
        if (shared.Count > 1)
            defaults.Add(string.Join('.', shared));
        return defaults;
    }

    private static IEnumerable<string> Labels(string host) => host.Split('.').Reverse();

    private static bool IsThisMachine(Uri uri) =>
        uri.Host is "localhost" || uri.Host.EndsWith(".localhost", StringComparison.Ordinal)
        || (IPAddress.TryParse(uri.Host, out var ip) && IPAddress.IsLoopback(ip));

    // It becomes part of this program's own addresses, too: neither "." nor "..", nor longer than a host label.
    [GeneratedRegex(@"\A(?=.{1,63}\z)[a-z0-9_-]+(\.[a-z0-9_-]+)*\z")]
    private static partial Regex ZoneSlug();

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex HostLabels();
}
