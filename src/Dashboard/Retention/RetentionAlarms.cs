using BackupDashboard.Access;
using BackupDashboard.Alarms;
using BackupDashboard.Shell;

namespace BackupDashboard.Retention;

// The alarms about retention rules: one a rule and a kind. By the state of things, so that one that could not be raised is raised in the
// next round. Used by the runner alone.
internal sealed class RetentionAlarms(AlarmStore alarms, Permissions permissions, TimeProvider time)
{
    private static readonly TimeSpan RemindOfPauseAfter = TimeSpan.FromDays(7);
    private static readonly TimeSpan StaleAfter = TimeSpan.FromHours(1);

    private static readonly AlarmKind[] Kinds = [AlarmKind.RetentionBraked, AlarmKind.RetentionFailing, AlarmKind.RetentionHalted];

    private readonly Dictionary<Guid, DateTimeOffset> _since = [];

    public async Task CheckAsync(IReadOnlyList<RetentionPlan> plans, CancellationToken cancellationToken)
    {
        var news = plans.Where(plan => plan.Rule.IsArmed).Select(Of).OfType<AlarmNews>().ToList();
        await alarms.RaiseAsync(news, cancellationToken);
        var raised = news.Select(one => one.Key).ToHashSet();
        await alarms.EndAsync(
            [.. alarms.Current.Open.Keys.Where(key => Kinds.Contains(key.Kind) && !raised.Contains(key))], cancellationToken);
        foreach (var gone in _since.Keys.Except(plans.Select(plan => plan.Rule.Id)).ToList())
            _since.Remove(gone);
    }

    private AlarmNews? Of(RetentionPlan plan)
    {
        var now = time.GetUtcNow();
        var state = RetentionStates.Of(plan, permissions.OfTeam(plan.Rule.Team), now);
        if (state is not (RetentionState.Paused or RetentionState.Stale))
            _since.Remove(plan.Rule.Id);
        return state switch
        {
            RetentionState.Preview or RetentionState.Active => null,
            RetentionState.Braked => News(AlarmKind.RetentionBraked, plan, $"waits for a person. {RetentionText.Of(plan.Brakes)}"),
            RetentionState.Failing => News(
                AlarmKind.RetentionFailing, plan,
                $"could not delete {Format.Count(RetentionStates.FailingIn(plan).Count(), "backup")} three times or more. It goes on with "
                + "the others, and tries these once a day."),
            RetentionState.Invalid => News(
                AlarmKind.RetentionHalted, plan,
                "deletes nothing: its time zone is not known on this machine, or its team is no longer set up. Change the rule."),
            RetentionState.Paused => After(RemindOfPauseAfter, plan, now, $"has been paused for more than "
                + $"{Format.Duration(RemindOfPauseAfter)}, until {ViewerTime.Utc(plan.Rule.PausedUntil!.Value)}."),
            RetentionState.Stale when plan.Boxes.Any(box => box.Wait is RetentionWait.DatabaseOlder) => null,
            RetentionState.Stale => After(StaleAfter, plan, now, "deletes nothing in a zone that could not be read for more than "
                + $"{Format.Duration(StaleAfter)}."),
        };
    }

    // After a restart, it counts from then.
    private AlarmNews? After(TimeSpan wait, RetentionPlan plan, DateTimeOffset now, string text)
    {
        _since.TryAdd(plan.Rule.Id, now);
        return (now - _since[plan.Rule.Id]).Duration() >= wait ? News(AlarmKind.RetentionHalted, plan, text) : null;
    }

    // For the members of its team; without one, for those who can view everything.
    private static AlarmNews News(AlarmKind kind, RetentionPlan plan, string text) =>
        new(new AlarmKey(kind, "", plan.Rule.Id.ToString()), $"Retention rule '{plan.Rule.Name}' {text}")
        {
            Team = plan.Rule.Team ?? "",
            FollowsState = true,
        };
}
