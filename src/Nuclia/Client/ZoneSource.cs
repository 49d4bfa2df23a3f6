using BackupDashboard.Nuclia.Calls;
using BackupDashboard.Nuclia.Http;
using BackupDashboard.Nuclia.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Nuclia.Client;

// The account's zones that may be contacted: a bounded number, well-formed, at hosts that may receive the token.
internal sealed class ZoneSource(ApiFactory apis, HostAddresses hosts, IOptions<NucliaOptions> options, ILogger<ZoneSource> logger)
{
    private const int LongestName = 63;
    private const int MostLogged = 20;
    private volatile HashSet<string> _known = [];
    private volatile HashSet<string> _logged = [];

    public async Task<Listing<Zone>> ListAsync(Call call, CancellationToken cancellationToken)
    {
        var refused = new HashSet<string>(StringComparer.Ordinal);
        var form = new ListForm<ZoneAnswer, Zone>(
            zone => new(
                zone.Id, zone.Slug, string.IsNullOrWhiteSpace(zone.Title) ? zone.Slug : zone.Title,
                hosts.Resolve(zone.Slug, zone.Origin).Address!),
            zone => Problem(zone, refused),
            zone => zone.Id);
        var listing = await ListReader.ReadAsync(
            call, () => apis.Global().ListZonesAsync(options.Value.Account, call, cancellationToken), form, new ListMemory<Zone>());
        var bounded = Bounded(listing);
        if (bounded.LeftOut.IsAny)
            refused.Add(bounded.LeftOut.Problem);
        foreach (var problem in refused.Except(_logged).Take(MostLogged)) Log.ZoneLeftOut(logger, problem);
        _logged = refused;
        _known = [.. bounded.Select(zone => zone.Slug)];
        return bounded;
    }

    private (string? Name, string Problem)? Problem(ZoneAnswer zone, HashSet<string> refused)
    {
        if (hosts.Resolve(zone.Slug, zone.Origin).Problem is not { } problem)
            return null;
        var name = Text.OneLine(zone.Slug);
        var sentence = $"zone '{(name.Length > LongestName ? $"{name[..LongestName]}…" : name)}' is not contacted: {problem}";
        refused.Add(sentence);
        return (zone.Slug.Length > LongestName ? "" : zone.Slug, sentence);
    }

    // Zones that are already watched stay: a long list must not displace them.
    private Listing<Zone> Bounded(Listing<Zone> zones)
    {
        var most = options.Value.MaxZones;
        if (zones.Count <= most)
            return zones;
        List<Zone> ordered = [.. zones.OrderBy(zone => !_known.Contains(zone.Slug))];
        var problem = FormattableString.Invariant($"the account lists {zones.Count} zones, and the setting Nuclia:MaxZones allows {most}");
        return new(
            ordered[..most],
            new LeftOut(zones.Count - most, problem, ordered[most..].Select(zone => zone.Slug).ToHashSet()).And(zones.LeftOut));
    }
}
