using System.Collections.Immutable;

namespace BackupDashboard.Fingerprints;

/// <summary>
/// An immutable snapshot of every fingerprint. Pages follow all of it, because they find one only by the id of its backup, which people who
/// cannot view it do not get.
/// </summary>
public sealed record FingerprintsSnapshot
{
    public static FingerprintsSnapshot Empty { get; } = new();

    private ImmutableDictionary<(string Zone, string BackupId), Fingerprint> ByBackup { get; init; } =
        ImmutableDictionary<(string Zone, string BackupId), Fingerprint>.Empty;

    public int Count => ByBackup.Count;

    public static FingerprintsSnapshot Of(IEnumerable<Fingerprint> fingerprints) =>
        new() { ByBackup = fingerprints.ToImmutableDictionary(fingerprint => (fingerprint.Zone, fingerprint.BackupId)) };

    public Fingerprint? Find(string zone, string backupId) => ByBackup.GetValueOrDefault((zone, backupId));

    public FingerprintsSnapshot With(Fingerprint fingerprint) =>
        this with { ByBackup = ByBackup.SetItem((fingerprint.Zone, fingerprint.BackupId), fingerprint) };
}
