using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Approvals;

/// <summary>
/// Brings what the settings ask for in force. In force is what the journal says: a file that is edited makes nothing less strict before two
/// people have approved that, and nothing takes a second person before there is one. Used by the runner alone.
/// </summary>
public sealed class ApprovalSettings(
    IOptionsMonitor<ApprovalsOptions> options, OperationJournal journal, OperationRequests requests, ApprovalGate gate, Approvers approvers,
    TimeProvider time, ILogger<ApprovalSettings> logger)
{
    private static readonly SettingsCaller Settings = new();

    private ApprovalPolicy? _asked;
    private ApprovalPolicy _wanted = ApprovalPolicy.None;

    /// <summary>Why what the settings ask for is not in force; null if it is, or waits for approval.</summary>
    public string? Obstacle { get; private set; }

    internal async Task ApplyAsync(CancellationToken cancellationToken)
    {
        var (wanted, inForce) = (Wanted(), journal.Current.ApprovalPolicy);
        if (wanted.IsOn || inForce.IsOn)
            await approvers.RememberAsync();
        if (journal.Current.ActiveFor(OperationTarget.Approvals) is { } pending)
        {
            if (pending.ApprovalPolicy == wanted)
                return;

            await journal.TryUpdateAsync(
                pending.Id, current => current.AwaitsApproval ? gate.End(current, new ApprovalProblems.SettingsChanged()) : null,
                cancellationToken);
        }

        Obstacle = wanted == inForce || !wanted.IsOn ? null : Missing(wanted, inForce);

        // What people have rejected is asked again when the settings change, or with the next start.
        if (wanted == inForce || !wanted.IsAsStrictAs(inForce))
            await AskAsync(wanted, inForce, cancellationToken);
        else if (Obstacle is null)
            await WriteAsync(Of(wanted), cancellationToken);
    }

    private async Task AskAsync(ApprovalPolicy wanted, ApprovalPolicy inForce, CancellationToken cancellationToken)
    {
        if (wanted == inForce)
            _asked = null;
        else if (_asked != wanted)
        {
            await WriteAsync(gate.Ask(Of(wanted), [ApprovalReason.Settings], together: [], needed: 2), cancellationToken);
            _asked = wanted;
        }
    }

    // Those who can approve now may not be able to tomorrow: what is in force stays so.
    private string? Missing(ApprovalPolicy wanted, ApprovalPolicy inForce)
    {
        var people = approvers.Current;
        var needed = wanted.Ripens is null ? 2 : 1;
        return inForce.IsOn || people.Count >= needed
            ? null
            : $"It takes {(needed == 1 ? "someone" : "two people")} with the right '{Right.Approve}', and "
                + $"{(people is [var one] ? $"only {one.Name} has" : "nobody has")} signed in here within the last "
                + $"{Approvers.SeenFor.Days} days. It is in force as soon as {(needed == 1 ? "one has" : "two have")}.";
    }

    // A file that was changed to something invalid while running changes nothing.
    private ApprovalPolicy Wanted()
    {
        try
        {
            var policy = options.CurrentValue.Policy;
            return _wanted = policy.IsOn ? policy : ApprovalPolicy.None;
        }
        catch (OptionsValidationException exception)
        {
            Log.SettingsNotUsed(logger, string.Join(" ", exception.Failures));
            return _wanted;
        }
    }

    private Operation Of(ApprovalPolicy wanted) =>
        requests.New(Settings, OperationKind.SetApprovals, BoxScope.EveryZone, OperationTarget.Approvals, "", SlugPattern.Everything) with
        {
            ApprovalPolicy = wanted,
            State = OperationState.Succeeded,
            EndedAt = time.GetUtcNow(),
        };

    private Task<RequestResult> WriteAsync(Operation intent, CancellationToken cancellationToken) =>
        requests.RequestAsync(intent, Grants.None, cancellationToken);
}
