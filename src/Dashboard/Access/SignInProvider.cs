using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace BackupDashboard.Access;

// Reads the provider's discovery document ahead of a redirect, because the handler throws when it cannot.
internal sealed class SignInProvider(IOptionsMonitor<OpenIdConnectOptions> options, ILogger<SignInProvider> logger)
{
    public async Task<OpenIdConnectConfiguration?> ConfigurationAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await options.Get(
                OpenIdConnectDefaults.AuthenticationScheme).ConfigurationManager!.GetConfigurationAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.ProviderUnreachable(logger, exception);
            return null;
        }
    }
}
