using BackupDashboard.Nuclia;

namespace BackupDashboard.Tests.Nuclia;

public sealed class ResultTests
{
    private static readonly NucliaError Gone = new(NucliaErrorKind.NotFound, "gone", 404);

    [Fact]
    public void Success_Asked_GivesItsValue()
    {
        var result = NucliaResult.Ok(7);

        result.IsSuccess.ShouldBeTrue();
        result.TryGet(out var value, out var error).ShouldBeTrue();
        (result.Value, value, error, result.Error).ShouldBe((7, 7, null, null));
        result.Match(number => number + 1, _ => 0).ShouldBe(8);
    }

    [Fact]
    public void Failure_Asked_GivesItsReason()
    {
        var result = NucliaResult.Failed<int>(Gone);

        result.IsSuccess.ShouldBeFalse();
        result.TryGet(out _, out var error).ShouldBeFalse();
        error.ShouldBe(Gone);
        result.Match(_ => "", reason => reason.Detail).ShouldBe("gone");
        Should.Throw<InvalidOperationException>(() => result.Value).Message.ShouldContain("gone");
    }

    [Fact]
    public void EveryKind_MayHaveBeenApplied_OnlyWhereNoGoodAnswerCame() => Enum.GetValues<NucliaErrorKind>()
        .Where(kind => new NucliaError(kind, "x").MayHaveBeenApplied)
        .ShouldBe(
            [NucliaErrorKind.Unavailable, NucliaErrorKind.TimedOut, NucliaErrorKind.Broken, NucliaErrorKind.Unreadable,
                NucliaErrorKind.TooLarge]);
}
