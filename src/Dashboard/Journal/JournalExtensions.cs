using BackupDashboard.Storage;

namespace BackupDashboard.Journal;

internal static class JournalExtensions
{
    public static IServiceCollection AddJournal(this IServiceCollection services)
    {
        services.AddJournalAudit();
        services.AddSingleton(provider => new LastHead(
            StoragePaths.PathOf(
                provider, storage => storage.HeadFile is { Length: > 0 } file ? file : Path.ChangeExtension(storage.KeyFile, ".head")),
            provider.GetRequiredService<ILogger<LastHead>>()));
        services.AddStore<OperationJournal>();
        services.AddSingleton<IStorageCheck>(provider => provider.GetRequiredService<OperationJournal>());
        services.AddSingleton<IFollowActive, FollowedHead>();
        services.AddSingleton<JournalViews>();
        services.AddHostedService<JournalAnchor>();
        return services;
    }

    public static IServiceCollection AddJournalAudit(this IServiceCollection services) => services
        .AddSingleton(provider => new JournalKey(StoragePaths.PathOf(provider, storage => storage.KeyFile)))
        .AddSingleton<JournalAudit>();
}
