using BackupDashboard.Hosting;
using BackupDashboard.Platform;
using BackupDashboard.Storage;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Cluster;

// What several dashboards have in common must be made before the first one starts, or each would make its own.
internal sealed class ClusterOptionsValidator(
    IOptions<StorageOptions> storage, IOptions<ProxyOptions> proxy, IServiceProvider provider) : IValidateOptions<ClusterOptions>
{
    private const string Setting = $"{ClusterOptions.Section}:{nameof(ClusterOptions.Address)}";

    public ValidateOptionsResult Validate(string? name, ClusterOptions options)
    {
        if (options.Address.Length == 0)
            return ValidateOptionsResult.Success;

        List<string> problems = [.. Problems(options.Address)];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.PathAndQuery != "/"
            || uri.UserInfo.Length > 0)
            yield return $"{Setting} is '{address}', which is not the address of a server. Example: http://10.0.3.11:8080";

        // Its own problems are listed by its own check.
        StorageOptions used;
        try
        {
            used = storage.Value;
        }
        catch (OptionsValidationException)
        {
            yield break;
        }

        if (used.Provider is not StorageProvider.Postgres)
        {
            yield return $"{Setting} is for several dashboards on one database, which must be PostgreSQL. Set Storage:Provider=Postgres, "
                + "or remove it.";
            yield break;
        }

        if (used.KeysCertificate.Length == 0)
            yield return $"{Setting} is set, so Storage:KeysCertificate must be, too: the keys of cookies are then kept in the database, "
                + "and no one has to sign in again when another dashboard becomes active.";
        if (!File.Exists(StoragePaths.PathOf(provider, options => options.KeyFile)))
            yield return $"{Setting} is set, so Storage:KeyFile '{used.KeyFile}' must exist: all dashboards have the same. The first time, "
                + "make one by: openssl rand -base64 32";
        if (NoProxyIsKnown())
            yield return $"{Setting} is set, so Proxy:KnownProxies or :KnownNetworks must name the other dashboards: those that stand by "
                + "lead people to the active one, and tell it their addresses.";
    }

    private bool NoProxyIsKnown()
    {
        try
        {
            return proxy.Value.IsEmpty;
        }
        catch (OptionsValidationException)
        {
            return false;
        }
    }
}
