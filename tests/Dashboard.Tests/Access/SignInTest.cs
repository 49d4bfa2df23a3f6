using BackupDashboard.Tests.Sandbox;

namespace BackupDashboard.Tests.Access;

/// <summary>A small application with the real sign-in, the sandbox's provider, and a browser.</summary>
public abstract class SignInTest : IAsyncLifetime
{
    private protected IdentityBrowser Browser { get; } = new();

    private protected SignInApp App { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync() => App = await SignInApp.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Browser.Dispose();
        await App.DisposeAsync();
    }
}
