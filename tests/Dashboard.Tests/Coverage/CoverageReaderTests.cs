using BackupDashboard.Access;
using BackupDashboard.Coverage;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Coverage;

public sealed class CoverageReaderTests : IAsyncLifetime
{
    private readonly RunningConsole _console = new();
    private readonly FakeZone _europe;

    public CoverageReaderTests() =>
        _europe = _console.Nuclia.AddZone("europe").With(A.Box("one"), A.Box("two")).With(A.Backup("b1", "one"));

    private CoverageReader Reader => _console.Get<CoverageReader>();

    public async ValueTask InitializeAsync() => await _console.StartAsync();

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Fact]
    public void ManyWhoAskInTheSameMoment_ShareOneReport()
    {
        var report = Reader.Of(A.Everything);

        Reader.Of(A.Everything).ShouldBeSameAs(report);

        var scoped = Reader.Of(A.Grants(A.Team([Right.View], boxes: ["two"])));
        scoped.Boxes.ShouldHaveSingleItem().Box.Slug.ShouldBe("two");
        Reader.Of(A.Everything).ShouldBeSameAs(report);
    }

    [Fact]
    public async Task WhatChanges_IsJudgedAnew()
    {
        var report = Reader.Of(A.Everything);

        _europe.With(A.Box("one"), A.Box("two"), A.Box("three"));
        await _console.RecordedPollAsync();
        var polled = Reader.Of(A.Everything);
        polled.Boxes.Count.ShouldBe(report.Boxes.Count + 1);

        await _console.Get<Goals>().SetAsync(
            A.Person(A.Operator), [new("europe", "kb-one", "one")], new(TimeSpan.FromHours(6)), RunningConsole.Cancellation);
        var judged = Reader.Of(A.Everything);
        judged.Boxes.Single(box => box.Box.Slug == "one").Goal.MaxAge.ShouldBe(TimeSpan.FromHours(6));

        _console.Clock.Advance(CoverageReader.GoodFor);
        Reader.Of(A.Everything).ShouldNotBeSameAs(judged);
    }
}
