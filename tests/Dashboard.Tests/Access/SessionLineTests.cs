using BackupDashboard.Access;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Access;

public sealed class SessionLineTests
{
    private readonly List<TaskCompletionSource<Confirmation>> _asked = [];
    private readonly TestSignal _pulse = new();
    private readonly SessionSingleFlight _line;

    public SessionLineTests() => _line = new SessionSingleFlight(() =>
    {
        var question = new TaskCompletionSource<Confirmation>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked.Add(question);
        _pulse.Beat();
        return question.Task;
    });

    [Fact]
    public async Task QuestionUnderWay_LaterCallers_ShareTheNextOne()
    {
        var first = _line.AskAsync();
        await AskedAsync(1);

        var second = _line.AskAsync();
        var third = _line.AskAsync();
        _asked[0].SetResult(new Confirmation.Unreachable());
        (await first).ShouldBeOfType<Confirmation.Unreachable>();
        await AskedAsync(2);
        second.IsCompleted.ShouldBeFalse();
        _asked[1].SetResult(new Confirmation.Ended());

        (await second).ShouldBeOfType<Confirmation.Ended>();
        (await third).ShouldBeOfType<Confirmation.Ended>();
        _asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task QuestionUnderWay_WhoeverJoins_IsAnsweredByIt()
    {
        var first = _line.AskAsync();
        await AskedAsync(1);

        var joined = _line.JoinAsync();
        _asked[0].SetResult(new Confirmation.Ended());

        (await joined).ShouldBeOfType<Confirmation.Ended>();
        await first;
        _asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task NothingUnderWay_WhoeverJoins_Asks()
    {
        var joined = _line.JoinAsync();
        await AskedAsync(1);
        _asked[0].SetResult(new Confirmation.Ended());
        await joined;

        _ = _line.JoinAsync();

        await AskedAsync(2);
    }

    [Fact]
    public async Task Question_Throws_DoesNotStopTheNextOne()
    {
        var first = _line.AskAsync();
        await AskedAsync(1);
        _asked[0].SetException(new InvalidOperationException("the database is away"));
        await Should.ThrowAsync<InvalidOperationException>(first);

        var second = _line.AskAsync();
        await AskedAsync(2);
        _asked[1].SetResult(new Confirmation.Ended());

        (await second).ShouldBeOfType<Confirmation.Ended>();
    }

    private Task AskedAsync(int times) => _pulse.UntilAsync(() => _asked.Count == times);
}
