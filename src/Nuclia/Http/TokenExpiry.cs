using BackupDashboard.Nuclia.Calls;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Nuclia.Http;

internal sealed class TokenExpiry(TokenSource tokens, PersonalTokens listed, IOptions<NucliaOptions> options) : ITokenExpiry
{
    public async Task<DateTimeOffset?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var token = await tokens.GetAsync(cancellationToken);
            return Jwt.ExpiryOf(token) ?? await listed.ExpiryOfAsync(token, cancellationToken) ?? options.Value.TokenExpiresAt;
        }
        catch (NucliaFailure)
        {
            // There is no token; every call reports that.
            return null;
        }
    }
}
