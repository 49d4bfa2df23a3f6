using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.KnowledgeBoxes;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

/// <summary>Requests of people who own a part of the account.</summary>
public sealed class ScopeTests : OperationsTest
{
    public ScopeTests()
    {
        Europe.With(A.Box("docs-a"), A.Box("docs-b")).With(A.Backup("d1", "docs-a"), A.Backup("d2", "docs-b"));
        Nuclia.AddZone("america").With(A.Box("support-us")).With(A.Backup("s1", "support-us"));
        Person = A.Person("Dora", [A.Docs], []);
    }

    [Fact]
    public async Task Own_EveryRequest_IsAccepted()
    {
        (await StartAsync("kb-docs-a")).IsAccepted.ShouldBeTrue();
        (await RestoreAsync("docs-a-2", "d1")).IsAccepted.ShouldBeTrue();
        (await DeleteAsync("d2", "docs-b")).IsAccepted.ShouldBeTrue();
        (await Console.Get<Pins>().PinAsync(Person, "europe", "d1", "Audit", RunningConsole.Cancellation)).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Foreign_EveryRequest_IsAnsweredAsOneForWhatIsNotThere()
    {
        (await StartAsync("kb-handbook")).ShouldBe(await StartAsync("kb-guessed"));
        (await DeleteAsync("b1")).ShouldBe(await DeleteAsync("guessed"));
        (await RestoreAsync("docs-2", "b1")).ShouldBe(await RestoreAsync("docs-2", "guessed"));
        (await Console.Get<Pins>().PinAsync(Person, "europe", "b1", "Audit", RunningConsole.Cancellation))
            .ShouldBe(await Console.Get<Pins>().PinAsync(Person, "europe", "guessed", "Audit", RunningConsole.Cancellation));
        Console.Journal.Current.Operations.ShouldBeEmpty();
        Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task ForeignAmongOwn_Batch_DeletesTheOwn_AndDoesNotKnowTheOther()
    {
        var batch = await Console.Operations.DeleteAllAsync(Person, "europe", ["d1", "b1", "d2"], "2", RunningConsole.Cancellation);
        batch.Results.Select(result => result.Problem?.Kind).ShouldBe([null, ProblemKind.NotFound, null]);
    }

    [Fact]
    public async Task ZoneOutOfSight_EveryRequest_IsAnsweredAsOneForNoZone()
    {
        Person = A.Person("Sue", [A.Support], []);
        (await RestoreAsync("x", "s1", zone: "america")).Problem.ShouldBe(new Problems.NoZone("america"));
        (await RestoreAsync("x", "s1", zone: "nowhere")).Problem.ShouldBe(new Problems.NoZone("nowhere"));
    }

    [Fact]
    public async Task RightOfAnotherTeam_DoesNotReachTheBoxesOfThisOne()
    {
        Europe.With(A.Box("support-eu")).With(A.Backup("s2", "support-eu"), A.Backup("s3", "support-eu"));
        await Console.PollAsync();
        Person = A.Person("Both", [A.Docs, A.Support], []);
        RefusalOf(await DeleteAsync("s2", "support-eu")).ShouldBe(ProblemKind.NotAllowed);
        RefusalOf(await StartAsync("kb-support-eu")).ShouldBe(ProblemKind.NotAllowed);
        (await RestoreAsync("support-2", "s2")).IsAccepted.ShouldBeTrue();
        (await DeleteAsync("d1", "docs-a")).IsAccepted.ShouldBeTrue();

        var deletion = await Console.Operations.DeleteAsync(
            A.Person("Olga", [A.Operator], []), "europe", "s3", "support-eu", RunningConsole.Cancellation);
        RefusalOf(await Console.Get<OperationDecisions>().CancelAsync(Person, deletion.Operation!.Id, RunningConsole.Cancellation))
            .ShouldBe(ProblemKind.NotAllowed);
    }

    [Fact]
    public async Task RoleTakenAway_NextRequest_IsRefused()
    {
        (await StartAsync("kb-docs-a")).IsAccepted.ShouldBeTrue();
        Person = A.Person("Dora", [], []);
        RefusalOf(await StartAsync("kb-docs-b")).ShouldBe(ProblemKind.NotFound);
    }

    [Fact]
    public async Task EveryCommand_AsksAnew_AndHasTheRightsOfThatMoment()
    {
        (await StartAsync("kb-docs-a")).IsAccepted.ShouldBeTrue();
        Console.Sessions.Answer = new Confirmation.Confirmed(A.Person("Dora", [], []));
        RefusalOf(await StartAsync("kb-docs-b")).ShouldBe(ProblemKind.NotFound);
        Console.Sessions.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task ProviderSilentOrSignInOver_EveryCommand_IsRefused()
    {
        await CheckAsync(new Confirmation.Unreachable(), ProblemKind.CallerNotConfirmed);
        await CheckAsync(new Confirmation.Ended(), ProblemKind.SignedOut);

        async Task CheckAsync(Confirmation answer, ProblemKind expected)
        {
            Console.Sessions.Answer = answer;
            var (pins, decisions, cancellationToken) = (
                Console.Get<Pins>(), Console.Get<OperationDecisions>(), RunningConsole.Cancellation);
            RefusalOf(await StartAsync("kb-docs-a")).ShouldBe(expected);
            RefusalOf(await DeleteAsync("d1", "docs-a")).ShouldBe(expected);
            RefusalOf(await RestoreAsync("docs-2", "d1")).ShouldBe(expected);
            (
                await Console.Operations.DeleteAllAsync(Person, "europe", ["d1"], "docs-a",
                    cancellationToken)).Problem!.Kind.ShouldBe(expected);
            RefusalOf(await pins.PinAsync(Person, "europe", "d1", "Audit", cancellationToken)).ShouldBe(expected);
            RefusalOf(await pins.UnpinAsync(Person, "europe", "d1", cancellationToken)).ShouldBe(expected);
            RefusalOf(await decisions.CancelAsync(Person, Guid.NewGuid(), cancellationToken)).ShouldBe(expected);
            RefusalOf((await decisions.CancelAllAsync(Person, [Guid.NewGuid()], cancellationToken)).Single()).ShouldBe(expected);
            RefusalOf(await decisions.TreatAsFailedAsync(Person, Guid.NewGuid(), "Looked", cancellationToken)).ShouldBe(expected);
            RefusalOf(await decisions.ConfirmContentAsync(Person, Guid.NewGuid(), "Looked", cancellationToken)).ShouldBe(expected);
            Console.Journal.Current.Operations.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task FloodOfCommands_OfOnePerson_IsSlowedDown_AndNobodyElses()
    {
        await using var console = new RunningConsole();
        console.Set("Limits:CommandsPerMinute", "2");
        console.Nuclia.AddZone("europe");
        await console.StartAsync();
        var refusals = new List<OperationProblem>();
        foreach (var _ in Enumerable.Range(0, 3))
            refusals.Add((await console.Operations.StartAsync(Person, "europe", "none", false, RunningConsole.Cancellation)).Problem!);
        refusals.Select(problem => problem.Kind).ShouldBe([ProblemKind.NotFound, ProblemKind.NotFound, ProblemKind.TooManyRequests]);
        refusals[^1].RetryAfter!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        (await console.Operations.StartAsync(A.Person("Other", [A.Docs], []), "europe", "none", false, RunningConsole.Cancellation))
            .Problem!.Kind.ShouldBe(ProblemKind.NotFound);
    }

    [Fact]
    public async Task SeveralAtOnce_AreConfirmedOnce()
    {
        await Console.Operations.DeleteAllAsync(Person, "europe", ["d1", "d2"], "2", RunningConsole.Cancellation);
        Console.Sessions.Asked.ShouldBe(1);
    }

    [Theory]
    [InlineData("other", "The slug of this restore has to begin with 'docs-'.")]
    [InlineData("docs-", "The slug of this restore has to begin with 'docs-'.")]
    [InlineData("docs", "The slug of this restore has to begin with 'docs-'.")]
    [InlineData("Docs-x", "A slug has only a-z, 0-9, '-' and '_'; 'D' cannot be used.")]
    public async Task Restore_WithoutTheTeamsPrefix_IsRefused(string slug, string sentence) =>
        (await RestoreAsync(slug, "d1")).Problem.ShouldBe(new(ProblemKind.SlugInvalid, sentence));

    [Fact]
    public void Slug_WithoutTheTeamsPrefix_IsProposedWithIt()
    {
        var slugs = Console.Get<SlugPolicy>();
        slugs.Check("copy", Origin("docs-a")).Proposal.ShouldBe("docs-copy");
        slugs.Propose("docs-a", Origin("docs-a")).ShouldBe("docs-a-2");
    }

    [Fact]
    public void Slug_OfABoxOutOfSight_IsTaken_AndNothingElse()
    {
        var answer = Console.Get<SlugPolicy>().Check("support-us", new RestoreOrigin("europe", "support-eu", Grants(A.Support)));
        (answer.Verdict, answer.Text).ShouldBe((SlugVerdict.Taken, "'support-us' is already in use."));
    }

    [Fact]
    public async Task Slug_AskedForByAnotherTeam_IsTaken_WithoutSayingByWhom()
    {
        Europe.Hold(Ask.Restore);
        Person = A.Person("Olga", [A.Operator], []);
        (await RestoreAsync("docs-new", "b1")).IsAccepted.ShouldBeTrue();
        Person = A.Person("Dora", [A.Docs], []);
        (await RestoreAsync("docs-new", "d1"))
            .ShouldBe(new RequestResult(null, new CloudProblems.SlugTaken("docs-new")));
        Europe.Release(Ask.Restore);
    }

    /// <summary>The check of the slug was passed by both at once: what the journal then finds in the way stays someone else's.</summary>
    [Fact]
    public async Task Slug_ReservedByAnotherTeamMeanwhile_IsTaken_WithoutSayingByWhom()
    {
        Europe.Hold(Ask.Restore);
        (await RestoreAsync("docs-new", "d1")).IsAccepted.ShouldBeTrue();
        var requests = Console.Get<OperationRequests>();
        var intent = requests.Of(
            A.Person("Sue", [A.Support], []), OperationKind.Restore, "europe", Console.Zone("europe").Current.Backups["b1"]) with
        {
            Target = OperationTarget.Slug("docs-new"),
            NewBox = new NewKnowledgeBox("docs-new", "New", []),
        };
        (await requests.RequestAsync(intent, Grants(A.Support), RunningConsole.Cancellation))
            .ShouldBe(new RequestResult(null, new CloudProblems.SlugTaken("docs-new")));
        (await requests.RequestAsync(intent, A.Everything, RunningConsole.Cancellation)).Operation!.KnowledgeBoxSlug.ShouldBe("docs-a");
        Europe.Release(Ask.Restore);
    }

    [Fact]
    public async Task ZonesOutOfSight_ThatCouldNotBeAsked_AreAcceptedWithoutTheirNames()
    {
        Console.Nuclia.Zones.Single(zone => zone.Zone.Slug == "america").FailAll(A.Error());
        Europe.With(A.Box("support-eu")).With(A.Backup("s2", "support-eu"));
        await Console.PollAsync();
        await Console.PollAsync("america");
        Person = A.Person("Sue", [A.Support], []);
        var refused = await RestoreAsync("support-2", "s2");
        refused.Problem.ShouldBe(
            new(ProblemKind.ZoneNotAsked, "'support-2' is free as far as is known, but zones that you may not view could not be asked."));

        var accepted = await RestoreAsync("support-2", "s2", unasked: BackupDashboard.Access.Grants.OtherZones);
        accepted.Operation!.NewBox!.UnaskedZones.ShouldBe(["america"]);
        (await Console.EndedAsync(accepted)).State.ShouldBe(OperationState.Succeeded);
    }

    [Fact]
    public async Task Undo_OfAForeignDeletion_IsAnsweredAsOneForNoOperation()
    {
        Person = A.Person("Olga", [A.Operator], []);
        var deletion = await DeleteAsync();
        Person = A.Person("Dora", [A.Docs], []);
        var decisions = Console.Get<OperationDecisions>();
        (await decisions.CancelAsync(Person, deletion.Operation!.Id, RunningConsole.Cancellation))
            .ShouldBe(await decisions.CancelAsync(Person, Guid.NewGuid(), RunningConsole.Cancellation));
    }

    [Fact]
    public async Task Journal_SeenByATeam_HasItsOperationsAndPins()
    {
        await Console.EndedAsync(await StartAsync("kb-docs-a"));
        Person = A.Person("Olga", [A.Operator], []);
        await Console.EndedAsync(await StartAsync("kb-handbook"));
        await Console.Get<Pins>().PinAsync(Person, "europe", "b1", "Audit", RunningConsole.Cancellation);

        var seen = Console.Journal.Current.VisibleTo(Grants(A.Docs));
        seen.Operations.Values.ShouldHaveSingleItem().KnowledgeBoxSlug.ShouldBe("docs-a");
        seen.PinOf("europe", "b1").ShouldBeNull();
        Console.Journal.Current.VisibleTo(A.Everything).PinOf("europe", "b1").ShouldNotBeNull();
    }

    private Grants Grants(string role) => Console.Get<Permissions>().Of(A.Person(role));

    private RestoreOrigin Origin(string slug) => new("europe", slug, Grants(A.Docs));
}
