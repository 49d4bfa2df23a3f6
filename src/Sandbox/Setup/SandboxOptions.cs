using System.ComponentModel.DataAnnotations;

namespace BackupDashboard.Sandbox.Setup;

/// <summary>What to start, and where. The section <c>Sandbox</c> of the settings.</summary>
public sealed record SandboxOptions
{
    /// <summary>Whether to start the cloud. <value>Default: true.</value></summary>
    public bool Cloud { get; init; } = true;

    /// <summary>Whether to start the identity provider. <value>Default: true.</value></summary>
    public bool Identity { get; init; } = true;

    /// <summary>
    /// Port of the global API and of the controls; the zones take the ports that follow. 0: free ports.
    /// <value>Default: 5090.</value>
    /// </summary>
    [Range(0, 65_500, ErrorMessage = "Sandbox:Port must be between {1} and {2}.")]
    public int Port { get; init; } = 5090;

    /// <summary>Port of the identity provider. 0: a free port. <value>Default: 5089.</value></summary>
    [Range(0, 65_535, ErrorMessage = "Sandbox:IdentityPort must be between {1} and {2}.")]
    public int IdentityPort { get; init; } = 5089;

    /// <summary>Port of the mail server, which starts with the cloud. 0: a free port. <value>Default: 5088.</value></summary>
    [Range(0, 65_535, ErrorMessage = "Sandbox:MailPort must be between {1} and {2}.")]
    public int MailPort { get; init; } = 5088;

    /// <summary>The speed of backups and restores, relative to normal.</summary>
    /// <value>Default: 1.</value>
    [Range(0.001, 100_000, ErrorMessage = "Sandbox:Speed must be between {1} and {2}.")]
    public double Speed { get; init; } = 1;

    /// <summary>Whether the dashboard that the cloud runs in has schedules and goals from the start.</summary>
    /// <value>Default: true.</value>
    public bool Rules { get; init; } = true;

    /// <summary>The same number gives the same knowledge boxes, backups and ids. <value>Default: 20261123.</value></summary>
    public int RandomSeed { get; init; } = 20_261_123;
}
