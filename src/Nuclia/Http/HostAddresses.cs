using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Nuclia.Http;

/// <summary>Which hosts get the token: the configured ones, and those of the account's zones if they are what they should be.</summary>
internal sealed partial class HostAddresses(IOptions<NucliaOptions> options, bool allowHttp)
{
    public Uri Global => new(options.Value.GlobalUrl);

    /// <summary>The zone's address, or why it must not be contacted.</summary>
    public (Uri? Address, string? Problem) Resolve(string slug, string? origin)
    {
        if (!ZoneSlug().IsMatch(slug)) return (null, "its slug is not of the contract's form");
        if (string.IsNullOrWhiteSpace(origin) && !HostLabels().IsMatch(slug)) return (null, "its slug cannot be part of a host name");
        var text = string.IsNullOrWhiteSpace(origin)
            ? options.Value.RegionalUrl.Replace(NucliaOptions.ZonePlaceholder, slug, StringComparison.Ordinal)
            : origin;
        return ProblemOf(text, allowHttp) is { } problem ? (null, $"its address {problem}") : (new Uri(text), null);
    }

    /// <summary>Guards against addresses that were not made here.</summary>
    public Uri Trusted(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return ProblemOf(address.OriginalString, allowHttp) is { } problem
            ? throw new ArgumentException($"The address {problem}.", nameof(address))
            : address;
    }

    /// <summary>What is wrong with the address of a host; null if nothing is.</summary>
    public static string? ProblemOf(string text, bool allowHttp)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0) return "is not an absolute address";
        if (uri.Scheme != Uri.UriSchemeHttps && !(allowHttp && uri.Scheme == Uri.UriSchemeHttp && IsThisMachine(uri)))
            return allowHttp ? "must be https (http only for this machine)" : "must be https";
        var isMore = uri.UserInfo.Length > 0 || uri.PathAndQuery != "/" || uri.Fragment.Length > 0;
        return isMore || text.Contains('\\', StringComparison.Ordinal)
            ? "must be scheme, host and port alone"
            : null;
    }

    private static bool IsThisMachine(Uri uri) =>
        uri.Host is "localhost" || uri.Host.EndsWith(".localhost", StringComparison.Ordinal)
        || (IPAddress.TryParse(uri.Host, out var ip) && IPAddress.IsLoopback(ip));

    [GeneratedRegex(@"\A[.a-z0-9_-]+\z")]
    private static partial Regex ZoneSlug();

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex HostLabels();
}
