using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace BackupDashboard.Access;

/// <summary>Asks for the provider's discovery document ahead of a redirect, since the handler throws when it cannot have it.</summary>
internal sealed class SignInProvider(IOptionsMonitor<OpenIdConnectOptions> options, ILogger<SignInProvider> logger)
{
    /// <returns>Null while the provider cannot be reached.</returns>
    public async Task<OpenIdConnectConfiguration?> ConfigurationAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await options.Get(OpenIdConnectDefaults.AuthenticationScheme).ConfigurationManager!.GetConfigurationAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.ProviderUnreachable(logger, exception);
            return null;
        }
    }
}
