namespace BackupDashboard.Nuclia;

/// <summary>A region of the Nuclia cloud.</summary>
/// <param name="Id">The cloud's id of the zone.</param>
/// <param name="Slug">The name used in addresses: <c>^[.a-z0-9_-]+$</c>.</param>
/// <param name="Title">The name shown to people; the slug where the cloud gives none.</param>
/// <param name="Address">The zone's host: its own origin, else made from <see cref="NucliaOptions.RegionalUrl"/>. Already checked.</param>
public sealed record Zone(string Id, string Slug, string Title, Uri Address);
