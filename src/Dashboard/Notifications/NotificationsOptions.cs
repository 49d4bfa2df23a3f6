using System.ComponentModel.DataAnnotations;
using System.Net;
using BackupDashboard.Platform;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Notifications;

/// <summary>How people are told. Section <c>Notifications</c>.</summary>
public sealed class NotificationsOptions
{
    public const string Section = "Notifications";

    /// <value>The address of this console as people open it, for the links in messages. Example: https://backups.example.com. Empty:
    /// messages have no link.</value>
    public string BaseUrl { get; set; } = "";

    /// <value>Networks that messages may be sent to although they are private or this machine, in CIDR notation. Example: 10.1.0.0/16.
    /// Default: none.</value>
    public List<string> AllowedNetworks { get; } = [];

    /// <value>Whether addresses may be http instead of https. For trying only. Default: false.</value>
    public bool AllowHttp { get; set; }

    /// <value>Where a monitor elsewhere is told that the dashboard does its work, of the kind of healthchecks.io: the address, or
    /// <c>file:</c> and a path to a file that holds it. What does not work is told at the address with <c>/fail</c>. Empty: no one is told.
    /// </value>
    public string HeartbeatUrl { get; set; } = "";

    /// <value>How often. Default 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan HeartbeatEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <value>Secrets that channels use by name, so that no one has to type them: a value, or <c>file:</c> and a path.</value>
    public Dictionary<string, string> Secrets { get; } = new(StringComparer.OrdinalIgnoreCase);
}

internal sealed class NotificationsOptionsValidator : IValidateOptions<NotificationsOptions>
{
    public ValidateOptionsResult Validate(string? name, NotificationsOptions options)
    {
        List<string> problems =
        [
            .. options.AllowedNetworks.Index().Where(network => !IPNetwork.TryParse(network.Item, out _)).Select(network =>
                $"{NotificationsOptions.Section}:{nameof(options.AllowedNetworks)}:{network.Index} is '{network.Item}', which is not a "
                    + "network. Example: 10.0.3.0/24"),
        ];
        if (options.BaseUrl is not ""
            && !(Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var url) && url.Scheme is ("https" or "http")))
        {
            problems.Add(
                $"{NotificationsOptions.Section}:{nameof(options.BaseUrl)} is '{options.BaseUrl}', which is not an address. Example: "
                    + "https://backups.example.com");
        }

        // It is a secret, so it is not repeated.
        var isWeb = Uri.TryCreate(options.HeartbeatUrl, UriKind.Absolute, out var monitor)
            && (monitor.Scheme == Uri.UriSchemeHttps || (options.AllowHttp && monitor.Scheme == Uri.UriSchemeHttp));
        if (options.HeartbeatUrl is not "" && !isWeb && !SecretSource.IsFile(options.HeartbeatUrl))
        {
            problems.Add(
                $"{NotificationsOptions.Section}:{nameof(options.HeartbeatUrl)} is neither an address that begins with https:// nor file: "
                    + "and a path. Example: file:/run/secrets/heartbeat");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
