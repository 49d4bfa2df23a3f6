namespace BackupDashboard.Sandbox.Identity;

// Paths as Entra lays them out below its base address.
internal static class Endpoints
{
    public const string Issuer = IdentityServer.TenantId + "/v2.0";
    public const string Discovery = Issuer + "/.well-known/openid-configuration";
    public const string Keys = IdentityServer.TenantId + "/discovery/v2.0/keys";
    public const string Authorize = IdentityServer.TenantId + "/oauth2/v2.0/authorize";
    public const string Token = IdentityServer.TenantId + "/oauth2/v2.0/token";
    public const string EndSession = IdentityServer.TenantId + "/oauth2/v2.0/logout";
    public const string Stylesheet = IdentityServer.TenantId + "/sign-in.css";
}
