using System.ComponentModel.DataAnnotations;
using System.Net;

namespace BackupDashboard.Hosting;

/// <summary>Where metrics are served, apart from the pages. Section <c>Management</c>.</summary>
internal sealed class ManagementOptions
{
    public const string Section = "Management";

    /// <value>TCP port; 0: any free one. Default 5085.</value>
    [Range(0, 65535)]
    public int Port { get; set; } = 5085;

    /// <value>IP address to listen on; 0.0.0.0 for all of this machine. No sign-in is needed there. Default 127.0.0.1.</value>
    [Required, IpAddress]
    public string Address { get; set; } = "127.0.0.1";

    internal IPEndPoint EndPoint => new(IPAddress.Parse(Address), Port);

    [AttributeUsage(AttributeTargets.Property)]
    private sealed class IpAddressAttribute() : ValidationAttribute("It must be an IP address. Example: 0.0.0.0.")
    {
        public override bool IsValid(object? value) => IPAddress.TryParse(value as string, out _);
    }
}
