using System.Net;
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

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
