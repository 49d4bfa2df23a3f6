using System.ComponentModel.DataAnnotations;
using BackupDashboard.Sandbox.Cloud;
using BackupDashboard.Sandbox.Identity;
using BackupDashboard.Sandbox.Setup;

namespace BackupDashboard.Sandbox;

/// <summary>A small cloud on this machine: the Nuclia API and an identity provider.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    private CloudServers? _cloud;

    private SandboxHost(SandboxClock clock) => Clock = clock;

    /// <summary>The time of the cloud half.</summary>
    public SandboxClock Clock { get; }

    /// <summary>The global API and the controls; null without the cloud half.</summary>
    public Uri? GlobalUrl => _cloud?.GlobalUrl;

    /// <summary>Of the mail server, whose inbox is at <c>/inbox</c> of <see cref="GlobalUrl"/>; 0 without the cloud half.</summary>
    public int MailPort => _cloud?.MailPort ?? 0;

    /// <summary>The identity provider; null without that half.</summary>
    public IdentityServer? Identity { get; private set; }

    /// <summary>The only token that the cloud accepts.</summary>
    public string Token => TokenCheck.Token;

    /// <summary>The only account that the cloud has.</summary>
    public string AccountSlug => Cloud.Seeding.Seeder.AccountSlug;

    /// <summary>The account's zones; none without the cloud half.</summary>
    public IReadOnlyList<SandboxZone> Zones => _cloud?.Zones ?? [];

    /// <summary>Starts what <paramref name="options"/> select, or nothing.</summary>
    /// <exception cref="SandboxStartException">A setting is out of range, or a port is in use.</exception>
    public static async Task<SandboxHost> StartAsync(
        SandboxOptions options, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        Validate(options);
        var host = new SandboxHost(new SandboxClock(time ?? TimeProvider.System));
        try
        {
            if (options.Cloud)
                host._cloud = await CloudServers.StartAsync(options, host.Clock, cancellationToken);

            if (options.Identity)
                host.Identity = await IdentityServer.StartAsync(options.IdentityPort, cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends one zone's server for good: connections to it are refused, which no fault could do.</summary>
    public Task CloseZoneAsync(string slug) =>
        _cloud?.CloseZoneAsync(slug) ?? throw new InvalidOperationException("There is no cloud to close a zone of.");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Identity is not null)
            await Identity.DisposeAsync();
        if (_cloud is not null)
            await _cloud.DisposeAsync();
    }

    private static void Validate(SandboxOptions options)
    {
        var errors = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), errors, validateAllProperties: true))
            throw new SandboxStartException(string.Join(" ", errors.Select(error => error.ErrorMessage)));
    }
}
