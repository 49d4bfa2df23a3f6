using System.Collections.Immutable;
using BackupDashboard.Access;

namespace BackupDashboard.Fingerprints;

/// <summary>An immutable picture of every fingerprint that was taken.</summary>
public sealed record FingerprintsSnapshot : IScoped<FingerprintsSnapshot>
{
    public static FingerprintsSnapshot Empty { get; } = new();

    private ImmutableDictionary<(string Zone, string BackupId), Fingerprint> ByBackup { get; init; } =
        ImmutableDictionary<(string Zone, string BackupId), Fingerprint>.Empty;

    public int Count => ByBackup.Count;

    public static FingerprintsSnapshot Of(IEnumerable<Fingerprint> fingerprints) =>
        new() { ByBackup = fingerprints.ToImmutableDictionary(fingerprint => (fingerprint.Zone, fingerprint.BackupId)) };

    public Fingerprint? Find(string zone, string backupId) => ByBackup.GetValueOrDefault((zone, backupId));

    /// <summary>All of it: nothing is found here but by the id of a backup, which whoever may not view it does not get.</summary>
    public FingerprintsSnapshot SeenBy(Grants grants) => this;

    public FingerprintsSnapshot With(Fingerprint fingerprint) =>
        this with { ByBackup = ByBackup.SetItem((fingerprint.Zone, fingerprint.BackupId), fingerprint) };
}
