using BackupDashboard.Nuclia.Calls;
using BackupDashboard.Nuclia.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Nuclia.Client;

public static class NucliaExtensions
{
    /// <summary>Adds <see cref="INucliaReader"/> and <see cref="INucliaCommands"/>, with <see cref="NucliaOptions"/> validated.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="section">The configuration section that <see cref="NucliaOptions"/> is bound to.</param>
    /// <param name="allowHttp">Allows http to this machine, for the sandbox: in Development only.</param>
    public static IServiceCollection AddNuclia(this IServiceCollection services, IConfiguration section, bool allowHttp)
    {
        services.AddOptions<NucliaOptions>().Bind(section);
        services.AddSingleton<IValidateOptions<NucliaOptions>>(
            new NucliaOptionsValidator((section as IConfigurationSection)?.Path ?? "Nuclia", allowHttp));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new HostAddresses(provider.GetRequiredService<IOptions<NucliaOptions>>(), allowHttp));
        services.AddSingleton<TokenSource>();
        services.AddSingleton<PersonalTokens>();
        services.AddSingleton<ITokenExpiry, TokenExpiry>();
        services.AddSingleton<ErrorReader>();
        services.AddSingleton<AnswerBody>();
        services.AddSingleton<ApiFactory>();
        services.AddSingleton<CallRunner>();
        services.AddSingleton<AccountSource>();
        services.AddSingleton<ZoneSource>();
        services.AddSingleton<INucliaReader, NucliaReader>();
        services.AddSingleton<INucliaCommands, NucliaCommands>();
        services.AddSingleton<AttemptLog>();
        services.AddTransient<TokenHandler>();
        services.AddTransient<AnswerHandler>();
        services.AddTransient<SendOnceHandler>();

        services.AddHttpClient(ApiFactory.Reads, Common)
            .UseSocketsHttpHandler((handler, _) => Common(handler).PooledConnectionLifetime = TimeSpan.FromMinutes(5))
            .RemoveAllLoggers().AddLogger<AttemptLog>()
            .AddResilienceHandler("reads", Resilience.Configure).SelectPipelineByAuthority();
        services.AddHttpClient(ApiFactory.Reads)
            .AddHttpMessageHandler<TokenHandler>()
            .AddHttpMessageHandler<AnswerHandler>();

        // A connection per command: none is ever sent on one that the cloud is closing at that moment, which would leave its outcome
        // unknown.
        services.AddHttpClient(ApiFactory.Commands, Common)
            .UseSocketsHttpHandler((handler, _) => Common(handler).PooledConnectionLifetime = TimeSpan.Zero)
            .RemoveAllLoggers().AddLogger<AttemptLog>()
            .AddHttpMessageHandler<SendOnceHandler>()
            .AddHttpMessageHandler<TokenHandler>()
            .AddHttpMessageHandler<AnswerHandler>();
        return services;
    }

    // The runner and the resilience pipeline keep time by the injected clock; this time-out would only blur the cause.
    private static void Common(HttpClient client)
    {
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        client.DefaultRequestHeaders.UserAgent.ParseAdd("BackupDashboard");
    }

    private static SocketsHttpHandler Common(SocketsHttpHandler handler)
    {
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.AutomaticDecompression = System.Net.DecompressionMethods.All;
        handler.ConnectTimeout = TimeSpan.FromSeconds(5);
        return handler;
    }
}
