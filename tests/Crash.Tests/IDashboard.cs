namespace BackupDashboard.Crash;

/// <summary>What is killed and started again: one dashboard, or several that are one to those who use them.</summary>
internal interface IDashboard : IAsyncDisposable
{
    /// <summary>By name, as the identity provider: to a browser 127.0.0.1 is another site, whose cookies a sign-in loses.</summary>
    Uri Address { get; }

    Installation Installation { get; }

    /// <summary>What it has logged as mistakes of its own, in all its lives.</summary>
    IReadOnlyCollection<string> Mistakes { get; }

    /// <summary>Starts what does not run.</summary>
    void Start(TimeSpan deleteGrace);

    Task ReadyAsync();

    /// <summary>Ends what carries out operations at this moment, without a chance to put anything in order.</summary>
    Task KillAsync();

    /// <summary>Ends all of it.</summary>
    Task EndAsync();
}
