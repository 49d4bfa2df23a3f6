using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Api;

/// <summary>A running API: zone europe has two boxes of two teams, with a backup each; zone america is of neither.</summary>
public abstract class ApiTest : IAsyncLifetime
{
    protected const string TeamA = "Team.A";
    protected const string TeamB = "Team.B";

    private protected ApiApp App { get; private set; } = null!;

    private protected FakeZone Europe { get; private set; } = null!;

    private protected RunningConsole Console => App.Console;

    public async ValueTask InitializeAsync()
    {
        App = new ApiApp(arrange: Arrange);
        await App.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await App.DisposeAsync();
    }

    private protected virtual void Arrange(RunningConsole console)
    {
        Europe = console.Nuclia.AddZone("europe").With(A.Box("a-one"), A.Box("b-one"))
            .With(A.Backup("a1", "a-one"), A.Backup("b1", "b-one"));
        console.Nuclia.AddZone("america").With(A.Box("c-one"));
        Team(console, 21, TeamA, "a-*");
        Team(console, 22, TeamB, "b-*");
    }

    private static void Team(RunningConsole console, int number, string role, string boxes)
    {
        console.Set($"Access:Teams:{number}:Name", role);
        console.Set($"Access:Teams:{number}:Member", role);
        console.Set($"Access:Teams:{number}:Zones:0", "europe");
        console.Set($"Access:Teams:{number}:Boxes:0", boxes);
        foreach (var (right, place) in new[] { "View", "Backup", "Restore", "Delete" }.Select((right, place) => (right, place)))
            console.Set($"Access:Teams:{number}:Rights:{place}", right);
    }
}
