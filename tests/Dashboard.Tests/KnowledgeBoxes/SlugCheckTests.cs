using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.KnowledgeBoxes;

/// <summary>A slug is free only as far as the dashboard knows.</summary>
public sealed class SlugCheckTests : IAsyncLifetime
{
    private readonly RunningConsole _console = new();
    private readonly FakeZone _europe;

    public SlugCheckTests() => _europe = _console.Nuclia.AddZone("europe").With(A.Box());

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Fact]
    public async Task AccountCountsMoreThanIsListed_Slug_IsNotKnownToBeFree()
    {
        await _console.StartAsync();
        Check().Verdict.ShouldBe(SlugVerdict.Free);
        await CountAsync(2);
        await CountAsync(2);
        var answer = Check();
        answer.Verdict.ShouldBe(SlugVerdict.NotAsked);
        answer.Text.ShouldBe("'new' is free as far as is known, but the dashboard's token does not see every box of the account.");
        answer.UnaskedZones.ShouldBe([SlugCheck.HiddenBoxes]);

        await CountAsync(1);
        Check().Verdict.ShouldBe(SlugVerdict.Free);
    }

    [Theory]
    [InlineData(true, "europe")]
    [InlineData(false, "zones that are left out")]
    public async Task EntriesLeftOut_Slug_IsNotKnownToBeFree(bool boxes, string unasked)
    {
        var leftOut = new LeftOut(1, "it is null", new HashSet<string>());
        if (boxes)
            _europe.BoxesLeftOut = leftOut;
        else
            _console.Nuclia.ZonesLeftOut = leftOut;
        await _console.StartAsync();
        Check().Verdict.ShouldBe(SlugVerdict.NotAsked);
        Check().UnaskedZones.ShouldBe([unasked]);
    }

    /// <summary>Who may not view every zone hears the same, and accepts it by the same name.</summary>
    [Fact]
    public async Task AccountCountsMoreThanIsListed_RestoreGoesOnOnceItIsAccepted()
    {
        _console.Nuclia.AddZone("america");
        _europe.With(A.Box("support-a")).With(A.Backup("s1", "support-a"));
        await _console.StartAsync();
        await CountAsync(9);
        await CountAsync(9);
        (await RestoreAsync()).Problem!.Kind.ShouldBe(ProblemKind.ZoneNotAsked);
        var grants = A.Grants(A.Team([Right.View, Right.Restore], ["support-*"], ["europe"]));
        _console.Get<SlugPolicy>()
            .Check("support-b", new RestoreOrigin("europe", "support-a", grants)).UnaskedZones.ShouldBe([SlugCheck.HiddenBoxes]);

        (await _console.EndedAsync(await RestoreAsync(SlugCheck.HiddenBoxes))).State.ShouldBe(OperationState.Succeeded);
    }

    [Fact]
    public async Task ZoneGone_Slug_IsUnaskedThereUntilTheAccountCountsNoMoreThanIsListed()
    {
        var america = _console.Nuclia.AddZone("america").With(A.Box("usa"));
        await _console.StartAsync();
        america.IsListed = false;
        await CountAsync(2);
        await CountAsync(2);
        Check("usa").Verdict.ShouldBe(SlugVerdict.Taken);
        Check().Text.ShouldBe(
            "'new' is free as far as is known, but america could not be asked, and the dashboard's token does not see every box of the "
                + "account.");

        await CountAsync(1);
        Check().Verdict.ShouldBe(SlugVerdict.Free);
    }

    private SlugAnswer Check(string slug = "new") => _console.Get<SlugCheck>().Check(slug, new HashSet<string>());

    private Task<RequestResult> RestoreAsync(params string[] unasked) => _console.Operations.RestoreAsync(
        A.Person(A.Support), "europe", "s1", new NewKnowledgeBox("support-b", "Support", unasked), RunningConsole.Cancellation);

    /// <summary>Lists the zones, then counts the account.</summary>
    private async Task CountAsync(int boxes)
    {
        _console.Nuclia.Account = _console.Nuclia.Account with { CurrentKnowledgeBoxes = boxes };
        foreach (var zone in _console.Nuclia.Zones.Where(zone => zone.IsListed))
        {
            _console.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await _console.PollAsync(zone.Zone.Slug);
        }

        _console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await _console.PollAccountAsync();
    }
}
