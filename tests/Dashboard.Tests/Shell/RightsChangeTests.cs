using BackupDashboard.Access;
using BackupDashboard.Backups;
using BackupDashboard.Journal;
using BackupDashboard.Restores;
using BackupDashboard.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace BackupDashboard.Tests.Shell;

/// <summary>
/// A command confirms its caller, and the answer reloads the page under the command: its result is shown anyway.
/// </summary>
public sealed class RightsChangeTests : PageTest
{
    private const string Gone = "What you may see and do has changed, so this page was drawn anew.";

    public RightsChangeTests() => Europe.With(A.Box("docs-a"), A.Box("docs-b")).With(A.Backup("d1", "docs-a"), A.Backup("d2", "docs-a"));

    [Fact]
    public async Task RightTakenAway_CommandOfADialog_IsRefusedWithASentence()
    {
        await OpenStartAsync();
        await WithRolesAsync([A.Auditor], "Start the backup");

        await Screen.ShowsAsync("You do not have the right 'Backup'. Nothing was sent.");
        await Screen.ShowsAsync(Gone);
        await Screen.UntilAsync(() => Screen.Dialog is null);
        Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task RightAdded_CommandOfADialog_IsCarriedOut()
    {
        await OpenStartAsync();
        await WithRolesAsync([A.Operator, A.Docs], "Start the backup");

        await Screen.ShowsAsync("A backup of docs-b was requested.");
        await Screen.UntilAsync(() => Nuclia.Sent.SequenceEqual(["create europe kb-docs-b"]));
    }

    [Theory]
    [InlineData(new[] { A.Auditor }, "You do not have the right 'Delete'. Nothing was sent.", 0)]
    [InlineData(new[] { A.Operator, A.Docs }, "Of 2 backups, the deletion of 2 was requested.", 2)]
    public async Task RightsChange_SeveralDeletions_ResultIsTold(string[] roles, string told, int sent)
    {
        await OpenRowsAsync();
        await Screen.TickAsync("Select every backup on this page");
        await Screen.ClickAsync("Delete them…");
        await Screen.UntilAsync(() => Screen.Dialog is not null);
        await Screen.TypeAsync("Type docs-a to confirm", "docs-a");
        await WithRolesAsync(roles, "Delete 2 backups");

        await Screen.ShowsAsync(told);
        await Screen.UntilAsync(() => Nuclia.Sent.Count == sent);
    }

    [Theory]
    [InlineData(new[] { A.Auditor }, "You do not have the right 'Restore'. Nothing was sent.", 0)]
    [InlineData(new[] { A.Operator, A.Docs }, "A restore into docs-a-restored was requested.", 1)]
    public async Task RightsChange_Restore_ResultIsTold(string[] roles, string told, int sent)
    {
        await OpenAsync("/zones/europe/restore/d1");
        await Screen.ShowsAsync("Room in the account");
        await Screen.ClickAsync("Next: name the new box");
        await Screen.UntilAsync(() => Screen.HasField("Slug") && !Screen.IsDisabled("Next: review"));
        await Screen.ClickAsync("Next: review");
        await Screen.UntilAsync(() => Screen.HasButton("Start the restore"));
        await WithRolesAsync(roles, "Start the restore");

        await Screen.ShowsAsync(told);
        await Screen.UntilAsync(() => Nuclia.Sent.Count == sent);
    }

    [Theory]
    [InlineData(new[] { A.Auditor }, "You do not have the right 'Restore'. Nothing was sent.", false)]
    [InlineData(new[] { A.Operator, A.Docs }, "The content of docs-a-restored is declared complete.", true)]
    public async Task RightsChange_ContentDeclaredComplete_ResultIsShown(string[] roles, string shown, bool isConfirmed)
    {
        await OpenRowsAsync();
        var id = Guid.NewGuid();
        await Console.Journal.TryAddAsync(
            A.Operation(OperationKind.Restore, "slug:docs-a-restored", OperationState.Succeeded, id, ended: TestClock.Origin) with
            {
                KnowledgeBoxId = "kb-docs-a",
                KnowledgeBoxSlug = "docs-a",
                BackupId = "d1",
                UpstreamId = "kb-new",
                NewBox = new NewKnowledgeBox("docs-a-restored", "A", []),
            },
            RunningConsole.Cancellation);
        await Screen.DoAsync(
            () => DeclareCompleteDialog.ShowAsync(Services.GetRequiredService<IDialogService>(), Console.Journal.Current.Find(id)!));
        await Screen.UntilAsync(() => Screen.Dialog is not null);
        await Screen.TypeAsync("Why it is complete", "I compared it.");
        await WithRolesAsync(roles, "Declare complete");

        await Screen.ShowsAsync(shown);
        (Console.Journal.Current.Find(id)!.ConfirmedAt is not null).ShouldBe(isConfirmed);
    }

    [Theory]
    [InlineData(new[] { A.Auditor }, "You do not have the right 'Delete'. Nothing was sent.", false)]
    [InlineData(new[] { A.Operator, A.Docs }, "A backup of docs-a is pinned.", true)]
    public async Task RightsChange_Pin_ResultIsShown(string[] roles, string shown, bool isPinned)
    {
        await OpenRowsAsync();
        await Screen.DoAsync(
            () => PinDialog.ShowAsync(Services.GetRequiredService<IDialogService>(), "europe",
                Console.Zone("europe").Current.Backups["d1"]));
        await Screen.UntilAsync(() => Screen.Dialog is not null);
        await Screen.TypeAsync("Reason for pinning", "The audit");
        await WithRolesAsync(roles, "Pin the backup");

        await Screen.ShowsAsync(shown);
        (Console.Journal.Current.PinOf("europe", "d1") is not null).ShouldBe(isPinned);
    }

    /// <summary>A row's button, and the one above the list.</summary>
    [Theory]
    [InlineData(new[] { A.Auditor }, "Undo the deletion of docs-a", "You do not have the right 'Delete'. Nothing was sent.")]
    [InlineData(new[] { A.Operator, A.Docs }, "Undo the deletion of docs-a", "The deletion of a backup of docs-a is undone.")]
    [InlineData(new[] { A.Auditor }, "Undo it", "docs-a: You do not have the right 'Delete'. Nothing was sent.")]
    public async Task RightsChange_Undo_ResultIsShown(string[] roles, string button, string shown)
    {
        Console.Set("Operations:DeleteGrace", "00:10:00");
        await OpenRowsAsync();
        await Console.Operations.DeleteAsync(A.Person(A.Operator), "europe", "d1", "docs-a", RunningConsole.Cancellation);
        await Screen.ShowsAsync("Deleted in");
        await WithRolesAsync(roles, button);

        await Screen.ShowsAsync(shown);
        Nuclia.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task NothingChanges_NothingIsSaidOfIt()
    {
        await OpenStartAsync();
        await WithRolesAsync([A.Operator], "Start the backup");
        await Screen.ShowsAsync("A backup of docs-b was requested.");
        Screen.Text.ShouldNotContain(Gone);
    }

    /// <summary>
    /// Presses while the provider has other roles, so that the page learns of them before the command has its answer.
    /// </summary>
    private Task WithRolesAsync(string[] roles, string button)
    {
        Console.Sessions.Meanwhile = () => Task.Run(() => ChangeRolesAsync(roles));
        Console.Sessions.Answer = new Confirmation.Confirmed(A.Person(roles));
        return Screen.ClickAsync(button);
    }

    private async Task OpenRowsAsync()
    {
        await OpenAsync("/zones/europe");
        await Screen.UntilAsync(() => Screen.Rows.Count == 2);
    }

    private async Task OpenStartAsync()
    {
        await OpenRowsAsync();
        await Screen.ClickAsync("Start a backup");
        await Screen.UntilAsync(() => Screen.Dialog is not null && Screen.HasField("Knowledge box"));
        await Screen.TypeAsync("Knowledge box", "docs-b");
        await Clock.PassAsync(TimeSpan.FromMilliseconds(100));
        await Screen.UntilAsync(() => Screen.Options.Count == 1);
        await Screen.ChooseAsync("docs-b");
        await Screen.ShowsAsync("Last backup of");
    }
}
