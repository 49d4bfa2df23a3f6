using BackupDashboard.Platform;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Storage;

// Warns about keys that other users of the machine can read. That may be intended, so their mode is left as it is.
internal sealed class PrivacyCheck(
    IOptions<StorageOptions> options, IHostEnvironment environment, ILogger<PrivacyCheck> logger) : ILoadAtStart
{
    public Task LoadAsync(CancellationToken cancellationToken)
    {
        var keys = PathOf(options.Value.KeysPath);
        IEnumerable<string> secrets = [PathOf(options.Value.KeyFile),
            .. Directory.Exists(keys) ? Directory.EnumerateFiles(keys, "key-*.xml") : []];
        if (options.Value.KeysCertificate.Length > 0)
            secrets = secrets.Append(PathOf(options.Value.KeysCertificate));
        if (SecretSource.IsFile(options.Value.ConnectionString))
            secrets = secrets.Append(SecretSource.PathIn(options.Value.ConnectionString));
        foreach (var path in secrets.Where(path => File.Exists(path) && PrivateFiles.IsReadByOthers(path)))
            Log.ReadByOthers(logger, path);
        return Task.CompletedTask;
    }

    private string PathOf(string path) => Path.GetFullPath(path, Path.GetFullPath(environment.ContentRootPath));
}
