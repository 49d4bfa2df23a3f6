using BackupDashboard.Journal;
using BackupDashboard.Storage;
using BackupDashboard.Tests.Hosting;
using BackupDashboard.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackupDashboard.Tests.Operations;

/// <summary>The process, or the database, stands still before a call: meanwhile another dashboard may take over.</summary>
public sealed class StandstillTests : IAsyncLifetime
{
    private readonly HostedConsole _hosted = new();
    private readonly FakeZone _europe;
    private TimeSpan _recordingTakes;

    public StandstillTests()
    {
        _europe = _hosted.Console.Nuclia.AddZone("europe").With(A.Box());
        _hosted.Add(services => services.AddSingleton<IDbContextFactory<DashboardContext>>(
            provider => new SlowContexts(this, new DashboardContexts(provider.GetRequiredService<IDatabaseEngine>()))));
    }

    public ValueTask InitializeAsync() => new(_hosted.StartAsync());

    public ValueTask DisposeAsync() => _hosted.DisposeAsync();

    [Fact]
    public async Task Recording_ThatTookTooLong_IsNotFollowedByTheCall_ButByAnotherAttempt()
    {
        var id = await RequestAsync(TimeSpan.FromSeconds(5.001));
        var waiting = await Console.OperationAsync(
            id, operation => operation.State is OperationState.Scheduled && operation.DueAt > operation.RequestedAt);
        _recordingTakes = TimeSpan.Zero;
        waiting.Attempts.ShouldBe(0);
        waiting.SentAt.ShouldBeNull();
        waiting.FirstSentAt.ShouldBeNull();

        (await Console.OperationAsync(id, operation => !operation.IsActive)).ShouldSatisfyAllConditions(
            operation => operation.State.ShouldBe(OperationState.Succeeded),
            operation => operation.Attempts.ShouldBe(1));
        Console.Nuclia.Sent.ShouldBe(["create europe kb-handbook"]);
    }

    private RunningConsole Console => _hosted.Console;

    // Counting comes before the recording.
    private async Task<Guid> RequestAsync(TimeSpan recordingTakes)
    {
        _europe.Hold(Ask.Counters);
        var request = await Console.Operations.StartAsync(
            A.Person(A.Operator), "europe", "kb-handbook", evenIfRunning: false, RunningConsole.Cancellation);
        await _europe.CalledAsync(Ask.Counters, 1);
        _recordingTakes = recordingTakes;
        _europe.Release(Ask.Counters);
        return request.Operation!.Id;
    }

    private sealed class SlowContexts(StandstillTests test, IDbContextFactory<DashboardContext> contexts)
        : IDbContextFactory<DashboardContext>
    {
        public DashboardContext CreateDbContext()
        {
            test._hosted.Console.Clock.Advance(test._recordingTakes);
            return contexts.CreateDbContext();
        }
    }
}
