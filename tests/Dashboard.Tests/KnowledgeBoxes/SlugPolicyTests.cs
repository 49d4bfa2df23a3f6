using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.KnowledgeBoxes;

/// <summary>What a restored box may be called, and what is proposed instead.</summary>
public sealed class SlugPolicyTests : IAsyncLifetime
{
    private static readonly Team Docs = A.Team([Right.View, Right.Restore], ["docs-*"], prefix: "docs-", name: "Docs");
    private static readonly Team Europe = A.Team([Right.View, Right.Restore], ["docs-*"], ["europe"], prefix: "eu-", name: "Europe");
    private static readonly RestoreOrigin Anyone = new("europe", "handbook", A.Everything);
    private static readonly RestoreOrigin InTwoTeams = new("europe", "docs-a", A.Grants(Docs, Europe));

    private readonly RunningConsole _console = new();
    private readonly FakeZone _europe;

    public SlugPolicyTests() => _europe = _console.Nuclia.AddZone("europe").With(A.Box()).With(A.Box("docs-a"));

    private SlugPolicy Slugs => _console.Get<SlugPolicy>();

    public async ValueTask InitializeAsync() => await _console.StartAsync();

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Fact]
    public void Taken_Check_ProposesTheNextThatIsFree() => Slugs.Check("handbook", Anyone).Proposal.ShouldBe("handbook-2");

    [Fact]
    public void Reserved_Check_IsTakenAndNotProposed()
    {
        var answer = _console.Get<SlugCheck>().Check("handbook", new HashSet<string> { "handbook-2", "new" });
        (answer.Verdict, answer.Proposal).ShouldBe((SlugVerdict.Taken, "handbook-3"));
        _console.Get<SlugCheck>().Check("new", new HashSet<string> { "new" }).Verdict.ShouldBe(SlugVerdict.Taken);
        _console.Get<SlugCheck>().Check("newer", new HashSet<string> { "new" }).Verdict.ShouldBe(SlugVerdict.Free);
    }

    [Fact]
    public void RefusedByTheCloud_Check_IsTakenAlthoughNoListShowsIt()
    {
        Slugs.Check("unseen", Anyone).Verdict.ShouldBe(SlugVerdict.Free);
        Slugs.Check("unseen", Anyone, ["unseen", "other"]).Verdict.ShouldBe(SlugVerdict.Taken);
    }

    [Theory]
    [InlineData("docs-b")]
    [InlineData("eu-b")]
    public void InTwoTeams_PrefixOfEither_IsEnough(string slug)
    {
        Slugs.Check(slug, InTwoTeams).Verdict.ShouldBe(SlugVerdict.Free);
        Slugs.Propose(slug, InTwoTeams).ShouldBe(slug);
    }

    [Fact]
    public void InTwoTeams_WithoutAPrefix_IsRefusedNamingBoth()
    {
        var answer = Slugs.Check("b", InTwoTeams);
        (answer.Verdict, answer.Text, answer.Proposal)
            .ShouldBe((SlugVerdict.Invalid, "The slug of this restore has to begin with 'docs-' or 'eu-'.", "docs-b"));
    }

    [Fact]
    public async Task RunningRestore_ReservesItsSlug()
    {
        _europe.With(A.Backup("b1"));
        await _console.PollAsync();
        _europe.Hold(Ask.Restore);
        await _console.Operations.RestoreAsync(
            A.Person(A.Operator), "europe", "b1", new NewKnowledgeBox("new", "New", []), RunningConsole.Cancellation);
        Slugs.Check("new", Anyone).Verdict.ShouldBe(SlugVerdict.Taken);
        Slugs.Propose("new", Anyone).ShouldBe("new-2");
        _europe.Release(Ask.Restore);
    }

    [Fact]
    public async Task ZonesOutOfSight_Accepted_AreNamedAndOthersStayAsTheyAre()
    {
        _console.Nuclia.AddZone("america").FailAll(A.Error());
        _console.Nuclia.AddZone("asia").FailAll(A.Error());
        await _console.PollAccountAsync();
        var answer = Slugs.Check("eu-b", new RestoreOrigin("europe", "docs-a", A.Grants(Europe)));
        answer.UnaskedZones.ShouldBe([Grants.OtherZones]);
        Slugs.Check("docs-b", Anyone).Text
            .ShouldBe("'docs-b' is free as far as is known, but america, asia could not be asked.");

        Slugs.Accepted(new NewKnowledgeBox("eu-b", "B", [Grants.OtherZones]), new RestoreOrigin("europe", "docs-a", A.Grants(Europe)))
            .ShouldBe(["america", "asia"], ignoreOrder: true);
        Slugs.Accepted(new NewKnowledgeBox("new", "New", ["america"]), Anyone).ShouldBe(["america"]);
    }
}
