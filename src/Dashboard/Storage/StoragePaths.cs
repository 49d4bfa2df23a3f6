using Microsoft.Extensions.Options;

namespace BackupDashboard.Storage;

internal static class StoragePaths
{
    public static string PathOf(IServiceProvider provider, Func<StorageOptions, string> path) => System.IO.Path.GetFullPath(
        path(provider.GetRequiredService<IOptions<StorageOptions>>().Value),
        System.IO.Path.GetFullPath(provider.GetRequiredService<IHostEnvironment>().ContentRootPath));
}
