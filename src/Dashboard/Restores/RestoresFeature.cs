namespace BackupDashboard.Restores;

public static class RestoresFeature
{
    public static IServiceCollection AddRestores(this IServiceCollection services)
    {
        services.AddOptions<RestoresOptions>().BindConfiguration(RestoresOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RestoreWatchers>();
        services.AddHostedService(provider => provider.GetRequiredService<RestoreWatchers>());
        return services;
    }
}
