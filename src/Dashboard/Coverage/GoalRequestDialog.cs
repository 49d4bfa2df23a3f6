using System.Security.Claims;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Shell;
using Microsoft.AspNetCore.Components;

namespace BackupDashboard.Coverage;

/// <summary>
/// A dialog about the goals of several boxes, or of a pattern: it closes when all were changed, and otherwise says which were not.
/// </summary>
public abstract class GoalRequestDialog : RequestDialog
{
    /// <summary>Empty: the person enters a pattern.</summary>
    [Parameter]
    public IReadOnlyList<BoxScope> Scopes { get; set; } = [];

    [Parameter]
    public EventCallback OnRequested { get; set; }

    [Inject]
    public required Goals Goals { get; init; }

    protected BoxScope Pattern { get; set; } = new(BoxScope.EveryZone, null, "");

    protected IReadOnlyList<BoxScope> Wanted => Scopes.Count > 0 ? Scopes : [Pattern];

    protected string About => Scopes switch
    {
        [] => Pattern.Slug,
        [var only] => only.Slug,
        _ when Scopes.Any(scope => scope.IsPattern) => $"{Format.Count(Scopes.Count)} patterns and boxes",
        _ => Format.Count(Scopes.Count, "knowledge box"),
    };

    protected Task ChangeAsync(Func<ClaimsPrincipal, Task<BatchResult>> change, string accepted) => WhileBusyAsync(async person =>
    {
        var batch = await change(person);
        var refused = batch.Results.Zip(Wanted).Where(one => !one.First.IsAccepted).ToList();
        Refuse(batch.Problem ?? refused.FirstOrDefault().First?.Problem);
        if (Problem is null)
        {
            Snackbar.Add(accepted, MudBlazor.Severity.Info);
            if (!IsGone)
                Dialog.Close();
        }
        else if (refused.Count > 0 && Wanted.Count > 1)
        {
            Problem = $"{Format.Count(batch.Results.Count - refused.Count)} of {Format.Count(batch.Results.Count)} were changed. "
                + $"{refused[0].Second.Slug}: {Problem}";
        }

        if (batch.Results.Any(one => one.IsAccepted))
            await OnRequested.InvokeAsync();
    });
}
