using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace BackupDashboard.Approvals;

public sealed partial class ApprovalCard
{
    private bool _isFresh;
    private bool _isRejecting;
    private bool _isOwn;
    private string _why = "";

    [Parameter, EditorRequired]
    public ApprovalRequest Request { get; set; } = null!;

    [Inject]
    public required ApprovalDecisions Decisions { get; init; }

    [Inject]
    public required OperationDecisions Operations { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private IReadOnlyList<Operation> Pending => Request.Pending;

    private Operation First => Pending[0];

    private Approval Asked => First.Approval!;

    private string? Problem { get; set; }

    /// <summary>"Delete a backup: docs-handbook", "12 deletions in europe-1".</summary>
    public static string TitleOf(ApprovalRequest request) => request.Operations is [var only]
        ? only.Kind is OperationKind.SetApprovals
            ? only.Definition.Title
            : $"{only.Definition.Title}: {OperationView.Subject(only)}"
        : $"{Format.Count(request.Operations.Count, "deletion")} in {request.First.Zone}";

    protected override async Task OnParametersSetAsync()
    {
        var person = (await Authentication).User;
        _isOwn = Actor.From(person).ObjectId == Request.First.Actor.ObjectId;
        _isFresh = Decisions.HasJustSignedIn(person);
    }

    private Task ApproveAsync() => DecideAsync(
        person => Decisions.ApproveAsync(person, Seen, CancellationToken.None),
        Asked.Votes.Count + 1 < Asked.Needed ? "You have approved it. It takes one more person." : "Approved.");

    private Task RejectAsync() => DecideAsync(
        person => Decisions.RejectAsync(person, Seen, _why, CancellationToken.None), "Rejected. The one who asked can read why.");

    private Task WithdrawAsync() => DecideAsync(
        person => Operations.CancelAllAsync(person, [.. Pending.Select(operation => operation.Id)], CancellationToken.None), "Withdrawn.");

    private IReadOnlyList<SeenFacts> Seen => [.. Pending.Select(operation => new SeenFacts(operation.Id, operation.Approval!.Hash))];

    private Task DecideAsync(Func<Caller, Task<IReadOnlyList<RequestResult>>> decide, string done) => WhileBusyAsync(async person =>
    {
        var results = await decide(person);
        var refused = results.Where(result => !result.IsAccepted).ToList();
        Problem = refused.Count == 0 ? null
            : results.Count == 1 ? refused[0].Problem!.Text
            : $"{Format.Count(refused.Count)} of {Format.Count(results.Count)} were refused. {refused[0].Problem!.Text}";

        // The card goes with what it was about.
        Snackbar.Add(Problem ?? done, Problem is null ? Severity.Info : Severity.Warning);
        _isFresh = Decisions.HasJustSignedIn(person);
    });

    // The whole page goes to the provider, and comes back.
    private void SignInAgain() => Navigation.NavigateTo(
        SignInPaths.SignInAgain("/" + Navigation.ToBaseRelativePath(Navigation.Uri)), forceLoad: true);
}
