using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Access;

/// <summary>Asks for the provider's discovery document ahead of a redirect, since the handler throws when it cannot have it.</summary>
internal sealed class SignInProvider(IOptionsMonitor<OpenIdConnectOptions> options, ILogger<SignInProvider> logger)
{
    public async Task<bool> IsKnownAsync(CancellationToken ct)
    {
        try
        {
            await options.Get(OpenIdConnectDefaults.AuthenticationScheme).ConfigurationManager!.GetConfigurationAsync(ct);
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            logger.ProviderUnreachable(e);
            return false;
        }
    }
}
