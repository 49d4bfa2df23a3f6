namespace BackupDashboard.KnowledgeBoxes;

internal static class KnowledgeBoxesExtensions
{
    public static IServiceCollection AddKnowledgeBoxes(this IServiceCollection services) =>
        services.AddSingleton<SlugCheck>().AddSingleton<SlugPolicy>();
}
