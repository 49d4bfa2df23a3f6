using BackupDashboard.Platform;
using BackupDashboard.Storage;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Notifications;

internal static class NotificationsExtensions
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddSettings<NotificationsOptions>(NotificationsOptions.Section);
        services.AddSingleton<IValidateOptions<NotificationsOptions>, NotificationsOptionsValidator>();
        services.AddStore<NotificationStore>();
        services.AddSingleton<NotificationViews>();
        services.AddSingleton<ChannelSecrets>();
        services.AddSingleton<ILoadAtStart>(provider => provider.GetRequiredService<ChannelSecrets>());
        services.AddSingleton<AddressGuard>();
        services.AddSingleton<HttpSender>();
        services.AddSingleton<IChannelSender>(provider => provider.GetRequiredService<HttpSender>());
        services.AddSingleton<IChannelSender, MailSender>();
        services.AddSingleton<NotificationSender>();
        services.AddSingleton<ChannelAlarms>();
        services.AddSingleton<ChannelReceipts>();
        services.AddSingleton<NotificationCommands>();
        services.AddSingleton<RouteSimulation>();
        services.AddHostedService<NotificationRunner>();
        services.AddSingleton<Loops>();
        services.AddSingleton<HeartbeatState>();
        services.AddHostedService<Heartbeat>();
        services.AddHttpClient(HttpSender.Client, client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan;
            client.DefaultRequestHeaders.UserAgent.ParseAdd("BackupDashboard");
        }).RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,

            // No traces, as there are no logs: the address of a chat is a secret. And whoever gets a message is told nothing of ours.
            ActivityHeadersPropagator = null,

            // A proxy would connect in its place, and no one would check where to.
            UseProxy = false,
            MaxResponseDrainSize = HttpSender.LargestAnswer,
            ConnectCallback = async (context, cancellationToken) => new System.Net.Sockets.NetworkStream(
                await provider.GetRequiredService<AddressGuard>()
                    .ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken),
                ownsSocket: true),
        });
        return services;
    }
}
