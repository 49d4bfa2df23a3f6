namespace BackupDashboard.Access;

/// <summary>
/// The identity provider, section <c>AzureAd</c>. Microsoft.Identity.Web reads the same section; this is the part that we require.
/// </summary>
internal sealed class SignInOptions
{
    public const string Section = "AzureAd";

    /// <value>Base address of the provider, default <c>https://login.microsoftonline.com/</c>. Must be https outside Development.</value>
    public string Instance { get; set; } = "https://login.microsoftonline.com/";

    /// <value>The tenant whose people can sign in: its id, no default.</value>
    public string? TenantId { get; set; }

    /// <value>The dashboard's application id in that directory, no default.</value>
    public string? ClientId { get; set; }

    /// <value>The secret to redeem codes with, no default. Belongs in the environment or in user secrets.</value>
    public string? ClientSecret { get; set; }

    /// <value>Must stay empty: Instance and TenantId replace it, and an authority would bypass the checks made for Entra.</value>
    public string? Authority { get; set; }

    internal bool IsPlainLoopback =>
        Uri.TryCreate(Instance, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback;

    internal string Issuer => $"{Instance.TrimEnd('/')}/{TenantId}/v2.0";
}
