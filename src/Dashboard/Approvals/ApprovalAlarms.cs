using BackupDashboard.Alarms;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Shell;

namespace BackupDashboard.Approvals;

// Says what waits for a second person: one alarm a request and box, and another one whenever everybody has to be told once more, because
// someone may have acknowledged the last. By the state of things. Used by the runner alone.
internal sealed class ApprovalAlarms(OperationJournal journal, ApprovalSettings settings, AlarmStore alarms)
{
    private static readonly AlarmKey Missing = new(AlarmKind.ApproversMissing, "", "");

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        List<AlarmNews> news =
        [
            .. ApprovalViews.Requests(journal.Current).SelectMany(NewsOf),
            .. settings.Obstacle is { } obstacle
                ? [new AlarmNews(Missing, $"The settings require a second person, and that is not in force. {obstacle}") { Team = "" }]
                : Array.Empty<AlarmNews>(),
        ];
        await alarms.RaiseAsync(news, cancellationToken);
        var raised = news.Select(one => one.Key).ToHashSet();
        await alarms.EndAsync(
            [
                .. alarms.Current.Open.Keys.Where(
                    key => key.Kind is AlarmKind.ApprovalWaits or AlarmKind.ApproversMissing && !raised.Contains(key)),
            ],
            cancellationToken);
    }

    // One for each box: not everybody who may view one of them may view the others.
    private static IEnumerable<AlarmNews> NewsOf(ApprovalRequest request) =>
        request.Pending.GroupBy(operation => operation.KnowledgeBoxId).Select(box => NewsOf(request.Id, [.. box]));

    private static AlarmNews NewsOf(Guid request, IReadOnlyList<Operation> pending)
    {
        var (first, approval) = (pending[0], pending[0].Approval!);
        var isOfAll = first.Zone == BoxScope.EveryZone;
        var end = approval.RipensAt is { } ripens
            ? $"Without a second person it goes ahead after {ViewerTime.Utc(ripens)}."
            : $"It expires {ViewerTime.Utc(approval.ApproveBy)}.";
        return new AlarmNews(
            new AlarmKey(
                AlarmKind.ApprovalWaits, isOfAll ? "" : first.Zone,
                $"{request}/{first.KnowledgeBoxId}/{approval.Notice}"),
            $"{first.Actor.Name} has requested {What(pending)}. {ApprovalWords.HasToApprove(approval)} {end}",
            isOfAll ? null : first.KnowledgeBoxSlug)
        {
            Team = isOfAll ? first.Team ?? "" : null,
        };
    }

    // "'delete a backup' of docs-handbook", "12 deletions of docs-handbook", "'set a retention rule' (Standard)".
    private static string What(IReadOnlyList<Operation> pending)
    {
        var first = pending[0];
        var what = pending.Count == 1 ? $"'{first.Definition.Title.ToLowerInvariant()}'" : Format.Count(pending.Count, "deletion");
        return first.Zone != BoxScope.EveryZone ? $"{what} of {first.KnowledgeBoxSlug}"
            : (first.Schedule?.Name ?? first.Retention?.Name) is { } name ? $"{what} ({name})"
            : what;
    }
}
