using System.ComponentModel.DataAnnotations;

namespace BackupDashboard.Nuclia;

/// <summary>Where the Nuclia cloud is, which account is looked after, and with what patience. Section <c>Nuclia</c>.</summary>
public sealed class NucliaOptions
{
    internal const string ZonePlaceholder = "{zone}";

    /// <summary>Slug (or id) of the account. Required.</summary>
    /// <value>No default; for example <c>my-company</c>.</value>
    public string Account { get; set; } = "";

    /// <summary>Personal access token of a technical user. Exactly one of this and <see cref="TokenFile"/> is required.</summary>
    /// <value>No default. Never logged.</value>
    public string? Token { get; set; }

    /// <summary>File that holds the token and nothing else, such as a mounted secret; read again whenever it changes.</summary>
    /// <value>No default; for example <c>/run/secrets/nuclia-token</c>.</value>
    public string? TokenFile { get; set; }

    /// <summary>
    /// When the token expires, for a token that neither says so itself nor can be recognised in the cloud's list of the user's tokens.
    /// </summary>
    /// <value>No default; for example <c>2027-01-31T00:00:00Z</c>.</value>
    public DateTimeOffset? TokenExpiresAt { get; set; }

    /// <summary>Address of the global API: scheme, host and port.</summary>
    /// <value>Default <c>https://accounts.progress.cloud</c>.</value>
    public string GlobalUrl { get; set; } = "https://accounts.progress.cloud";

    /// <summary>Address of a zone that announces no origin of its own; <c>{zone}</c> in the host stands for its slug.</summary>
    /// <value>Default <c>https://{zone}.dp.progress.cloud</c>.</value>
    public string RegionalUrl { get; set; } = "https://{zone}.dp.progress.cloud";

    /// <summary>Longest time one attempt of a read may take, its body included.</summary>
    /// <value>1 s to 5 min; default 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time a read may take with all its attempts and the pauses between them.</summary>
    /// <value>1 s to 10 min, not less than <see cref="AttemptTimeout"/>; default 30 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time to wait for the answer to a command, which is sent once.</summary>
    /// <value>5 s to 30 min; default 100 s.</value>
    [Range(typeof(TimeSpan), "00:00:05", "00:30:00")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Pause before the first retry of a read; the next one is about twice as long, with jitter.</summary>
    /// <value>0 to 5 s; default 0.5 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How long a host that fails repeatedly is left alone.</summary>
    /// <value>1 s to 5 min; default 15 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Largest answer in megabytes, after decompression: a larger one is given up, and its zone is reported as unreadable.
    /// </summary>
    /// <value>1 to 1024; default 64, enough for about 150,000 backups.</value>
    [Range(1, 1024)]
    public int MaxAnswerMegabytes { get; set; } = 64;

    /// <summary>How many zones are watched at most; those that the cloud lists beyond it are left out, visibly.</summary>
    /// <value>1 to 1000; default 100.</value>
    [Range(1, 1000)]
    public int MaxZones { get; set; } = 100;

    /// <summary>
    /// Which hosts get the token beside the two configured ones: names, separated by commas, each standing for itself and every host below
    /// it.
    /// A zone's own origin on any other host is not contacted.
    /// </summary>
    /// <value>
    /// Default: the host of <see cref="GlobalUrl"/>, the domain of <see cref="RegionalUrl"/> and the domain that both lie in
    /// (<c>progress.cloud</c>).
    /// For example <c>progress.cloud, nuclia.example.com</c>.
    /// </value>
    public string? AllowedHosts { get; set; }

    /// <summary>Says which account, never the token.</summary>
    public override string ToString() => $"Nuclia account '{Account}' at {GlobalUrl}";
}
