namespace BackupDashboard.KnowledgeBoxes;

public static class KnowledgeBoxesFeature
{
    public static IServiceCollection AddKnowledgeBoxes(this IServiceCollection services) => services.AddSingleton<SlugCheck>().AddSingleton<SlugPolicy>();
}
