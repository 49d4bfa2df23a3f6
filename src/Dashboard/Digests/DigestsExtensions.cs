namespace BackupDashboard.Digests;

internal static class DigestsExtensions
{
    public static IServiceCollection AddDigests(this IServiceCollection services) =>
        services.AddSingleton<DigestReader>().AddHostedService<DigestRunner>();
}
