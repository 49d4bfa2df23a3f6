using BackupDashboard.Journal;
using BackupDashboard.Nuclia;
using BackupDashboard.Operations;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Operations;

/// <summary>What is sent, how often, and what becomes of it.</summary>
public sealed class ExecutionTests : OperationsTest
{
    [Fact]
    public async Task Start_Accepted_IsJournaledAndShownByTheNextLook()
    {
        var operation = await EndAsync(StartAsync());
        operation.State.ShouldBe(OperationState.Succeeded);
        operation.UpstreamId.ShouldBe("backup-1");
        operation.Actor.ShouldBe(new("oid of Ada Operator", "Ada Operator"));
        operation.SentAt.ShouldNotBeNull();
        operation.EndedAt.ShouldNotBeNull();
        Nuclia.Sent.ShouldBe(["create europe kb-handbook"]);
        await Console.ZoneAsync("europe", zone => zone.Backups.ContainsKey("backup-1"));
    }

    [Fact]
    public async Task Delete_Accepted_IsJournaledAndGoneAtTheNextLook()
    {
        var operation = await EndAsync(DeleteAsync());
        operation.State.ShouldBe(OperationState.Succeeded);
        Nuclia.Sent.ShouldBe(["delete europe b1"]);
        await Console.ZoneAsync("europe", zone => zone.Backups.Count == 0);
    }

    [Fact]
    public async Task Restore_Accepted_HasTheNewBox()
    {
        var operation = await EndAsync(RestoreAsync(title: "  Handbook two "));
        operation.State.ShouldBe(OperationState.Succeeded);
        operation.UpstreamId.ShouldBe("box-1");
        Nuclia.Sent.ShouldBe(["restore europe b1 handbook-2 'Handbook two'"]);
        await Console.ZoneAsync("europe", zone => zone.Index.Slugs.Contains("handbook-2"));
    }

    [Fact]
    public async Task DoubleDelete_WhileTheFirstIsUnderWay_SendsOneCall()
    {
        Europe.Hold(Ask.Delete);
        var first = await DeleteAsync();
        var second = await DeleteAsync();
        second.Problem!.Kind.ShouldBe(ProblemKind.AlreadyRequested);
        second.Problem.Text.ShouldContain("Ada Operator");
        second.Operation!.Id.ShouldBe(first.Operation!.Id);
        Europe.Release(Ask.Delete);
        await Console.EndedAsync(first);
        Nuclia.Sent.ShouldBe(["delete europe b1"]);
    }

    [Fact]
    public async Task ManyStartsAtOnce_SameBox_SendOneCall()
    {
        Europe.Hold(Ask.Create);
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => StartAsync())));
        var accepted = results.Where(result => result.IsAccepted).ShouldHaveSingleItem();
        Europe.Release(Ask.Create);
        await Console.EndedAsync(accepted);
        Nuclia.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task SameSlugFromTwoBackups_Restore_IsReservedForTheFirst()
    {
        Europe.With(A.Backup("b2"));
        await Console.PollAsync();
        Europe.Hold(Ask.Restore);
        var first = await RestoreAsync("same");
        (await RestoreAsync("same", "b2")).Problem!.Kind.ShouldBe(ProblemKind.SlugTaken);
        Europe.Release(Ask.Restore);
        await Console.EndedAsync(first);
    }

    [Fact]
    public async Task SameSlugBeforeAListShowsTheNewBox_Restore_IsReservedForTheFirst()
    {
        Europe.With(A.Backup("b2"));
        await Console.PollAsync();
        Europe.Hold(Ask.Restore);
        var first = await RestoreAsync("same");
        await Console.OperationAsync(first.Operation!.Id, operation => operation.State is OperationState.Sent);
        Europe.Hold(Ask.Boxes);
        Europe.Release(Ask.Restore);
        await Console.EndedAsync(first);
        (await RestoreAsync("same", "b2")).Problem!.Kind.ShouldBe(ProblemKind.SlugTaken);
        Europe.Release(Ask.Boxes);
    }

    [Fact]
    public async Task SlugOfABoxThatWasDeletedBeforeAListShowedIt_Restore_IsFreeAgain()
    {
        var ended = TestClock.Origin.AddMinutes(-2);
        await Console.Journal.TryAddAsync(
            A.Operation(OperationKind.Restore, "slug:same", OperationState.Succeeded, ended: ended) with
            {
                NewBox = new NewKnowledgeBox("same", "Same", []),
                UpstreamId = "box-gone",
                ConfirmedAt = ended,
            },
            RunningConsole.Cancellation);
        (await EndAsync(RestoreAsync("same"))).State.ShouldBe(OperationState.Succeeded);
    }

    [Fact]
    public async Task Ended_AskedAgain_IsSentAgain()
    {
        Europe.FailNext(Ask.Delete, A.Error(NucliaErrorKind.Forbidden));
        (await EndAsync(DeleteAsync())).State.ShouldBe(OperationState.Rejected);
        (await EndAsync(DeleteAsync())).State.ShouldBe(OperationState.Succeeded);
        Nuclia.Sent.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(NucliaErrorKind.Unauthorized, ProblemKind.Refused)]
    [InlineData(NucliaErrorKind.Forbidden, ProblemKind.Refused)]
    [InlineData(NucliaErrorKind.PaymentRequired, ProblemKind.LimitReached)]
    [InlineData(NucliaErrorKind.NotFound, ProblemKind.NotFound)]
    [InlineData(NucliaErrorKind.Conflict, ProblemKind.SlugTaken)]
    [InlineData(NucliaErrorKind.BackupInProgress, ProblemKind.StillInProgress)]
    [InlineData(NucliaErrorKind.RateLimited, ProblemKind.SlowDown)]
    [InlineData(NucliaErrorKind.Invalid, ProblemKind.Refused)]
    [InlineData(NucliaErrorKind.Unreachable, ProblemKind.ZoneUnreachable)]
    [InlineData(NucliaErrorKind.Refused, ProblemKind.Refused)]
    public async Task Restore_RefusedByTheCloud_IsRejectedWithItsSentence(NucliaErrorKind error, ProblemKind problem)
    {
        Europe.FailNext(Ask.Restore, A.Error(error, "Because."));
        var operation = await EndAsync(RestoreAsync());
        operation.State.ShouldBe(OperationState.Rejected);
        operation.Problem!.Kind.ShouldBe(problem);
        operation.EndedAt.ShouldNotBeNull();
        Nuclia.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task NoSuchBackup_AndNoLongerListed_Delete_SucceedsByLooking()
    {
        Europe.FailNext(Ask.Delete, A.Error(NucliaErrorKind.NotFound));
        Europe.Hold(Ask.Delete);
        var request = await DeleteAsync();
        await Europe.CalledAsync(Ask.Delete, 1);
        Europe.Backups = [];
        Europe.Release(Ask.Delete);
        var ended = await Console.EndedAsync(request);
        ended.State.ShouldBe(OperationState.Succeeded);
        (await Console.Journal.StoryAsync(ended.Id, RunningConsole.Cancellation)).Select(entry => entry.Operation.State)
            .ShouldBe([OperationState.Scheduled, OperationState.Sent, OperationState.Unknown, OperationState.Succeeded]);
    }

    [Fact]
    public async Task NoSuchBackup_AndStillListed_Delete_HasFailed()
    {
        Europe.FailNext(Ask.Delete, A.Error(NucliaErrorKind.NotFound));
        var request = await DeleteAsync();
        var doubt = await Console.OperationAsync(request.Operation!.Id, operation => operation.State is OperationState.Unknown);
        OperationView.Of(doubt).ShouldBe("Deleting: the cloud has no such backup, checking whether it is gone…");
        for (var look = 1; look <= 24; look++)
            await Console.Clock.PassAsync(ReconcileInterval);
        var ended = await Console.EndedAsync(request);
        ended.State.ShouldBe(OperationState.Failed);
        ended.Problem!.Text.ShouldBe("The backup is still there. It is safe to delete it again.");
        Nuclia.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task SlugTakenBetweenCheckAndSending_Restore_IsRejectedAndNotSent()
    {
        // The last check polls the zone again: the box that it finds then was not there when the person asked.
        Europe.Hold(Ask.Boxes);
        var request = await RestoreAsync("quick");
        Europe.With(A.Box("quick"));
        Europe.Release(Ask.Boxes);
        var operation = await Console.EndedAsync(request);
        operation.State.ShouldBe(OperationState.Rejected);
        operation.Problem!.Kind.ShouldBe(ProblemKind.SlugTaken);
        Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task ZoneFailsAtTheLastCheck_Restore_IsRejectedAndNotSent()
    {
        Europe.Fail(Ask.Boxes, A.Error());
        var operation = await EndAsync(RestoreAsync());
        operation.State.ShouldBe(OperationState.Rejected);
        operation.Problem!.Kind.ShouldBe(ProblemKind.ZoneNotAsked);
        Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task ZoneHangsAtTheLastCheck_Restore_IsRejectedAfterTwentySeconds()
    {
        Europe.Hold(Ask.Boxes);
        var request = await RestoreAsync();
        await Console.Clock.PassAsync(TimeSpan.FromSeconds(20));
        var operation = await Console.EndedAsync(request);
        operation.Problem!.Kind.ShouldBe(ProblemKind.ZoneNotAsked);
        Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnotherBoxIsBeingCreated_Restore_WaitsVisiblyAndTriesAgain()
    {
        Europe.FailNext(Ask.Restore, A.Error(NucliaErrorKind.KnowledgeBoxBeingCreated));
        var request = await RestoreAsync();
        var waiting = await Console.OperationAsync(request.Operation!.Id, operation => operation.DueAt is not null);
        waiting.State.ShouldBe(OperationState.Scheduled);
        waiting.Problem!.Kind.ShouldBe(ProblemKind.BeingCreated);
        waiting.DueAt.ShouldBe(Console.Clock.GetUtcNow() + CreationRetry);
        waiting.Attempts.ShouldBe(1);

        await Console.Clock.PassAsync(CreationRetry);
        var ended = await Console.EndedAsync(request);
        ended.State.ShouldBe(OperationState.Succeeded);
        ended.Attempts.ShouldBe(2);
        ended.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task AnotherBoxIsBeingCreated_RoundThatReadTheJournalBefore_SendsNothingEarly()
    {
        Europe.FailNext(Ask.Restore, A.Error(NucliaErrorKind.KnowledgeBoxBeingCreated));
        var request = await RestoreAsync();
        var waiting = await Console.OperationAsync(request.Operation!.Id, operation => operation.DueAt is not null);

        await Console.Get<OperationExecutor>()
            .SendAsync(waiting with { DueAt = null }, RunningConsole.Cancellation, RunningConsole.Cancellation);
        Nuclia.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task AnotherBoxIsBeingCreatedForLong_Restore_GivesUpAfterAMinute()
    {
        Europe.Fail(Ask.Restore, A.Error(NucliaErrorKind.KnowledgeBoxBeingCreated));
        var request = await RestoreAsync();
        const int Waits = 11;
        for (var attempt = 1; attempt <= Waits; attempt++)
            await Console.Clock.PassAsync(CreationRetry);

        var ended = await Console.EndedAsync(request);
        ended.State.ShouldBe(OperationState.Rejected);
        ended.Problem!.Kind.ShouldBe(ProblemKind.BeingCreated);
        ended.Attempts.ShouldBe(Waits + 1);
        Nuclia.Sent.Count.ShouldBe(Waits + 1);
    }

    [Fact]
    public async Task PageLeaves_AfterTheRequest_OperationGoesOn()
    {
        using var page = new CancellationTokenSource();
        Europe.Hold(Ask.Create);
        var request = await Console.Operations.StartAsync(Person, "europe", "kb-handbook", false, page.Token);
        await Europe.CalledAsync(Ask.Create, 1);
        await page.CancelAsync();
        Europe.Release(Ask.Create);
        (await Console.EndedAsync(request)).State.ShouldBe(OperationState.Succeeded);
    }

    [Fact]
    public async Task PageHasLeft_BeforeTheRequest_NothingIsWritten()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Should.ThrowAsync<OperationCanceledException>(
            Console.Operations.StartAsync(Person, "europe", "kb-handbook", false, cancelled));
        Console.Journal.Current.Operations.ShouldBeEmpty();
    }

    [Fact]
    public async Task OneOperationThrows_IsInDoubt_AndOthersGoOn()
    {
        Console.Log.ErrorsAreExpected = true;
        Europe.With(A.Box("second"));
        await Console.PollAsync();

        // A box that the fake does not know makes it throw, as only an unexpected error would.
        Europe.Boxes = Europe.Boxes.RemoveAll(box => box.Slug == "handbook");
        Europe.Counters = Europe.Counters.Add("kb-handbook", A.Counters);
        var thrown = await StartAsync();
        await Console.Log.ErrorAsync("to back up");
        await Console.OperationAsync(thrown.Operation!.Id, operation => operation is { State: OperationState.Unknown, Attempts: 1 });
        (await EndAsync(StartAsync("kb-second"))).State.ShouldBe(OperationState.Succeeded);
    }
}
