namespace BackupDashboard.Nuclia;

/// <summary>When the dashboard's token expires. The token itself stays in this assembly.</summary>
public interface ITokenExpiry
{
    /// <summary>Reads the token of the moment, so that a replaced one counts at once.</summary>
    /// <returns>
    /// Its own word (the <c>exp</c> claim of a JWT, not validated), else what the cloud lists for it, where it can be recognised, else
    /// <see cref="NucliaOptions.TokenExpiresAt"/>; null when none of them says.
    /// </returns>
    Task<DateTimeOffset?> ReadAsync(CancellationToken cancellationToken);
}
