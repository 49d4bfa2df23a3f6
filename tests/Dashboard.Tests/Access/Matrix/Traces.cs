using BackupDashboard.Journal;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>What asking has left behind.</summary>
internal static class Traces
{
    /// <summary>What was written down or sent about an object, besides what it was prepared with.</summary>
    public static IReadOnlyList<string> Of(Item item, OperationJournal journal, FakeNuclia nuclia)
    {
        var written = journal.Current.Operations.Values.Where(operation =>
            (operation.KnowledgeBoxSlug == item.Slug || (operation.Channel?.Name ?? operation.Route?.Name) == item.Slug
                || (operation.Schedule?.Boxes ?? operation.Retention?.Terms.Boxes ?? []).Any(scope => scope.KnowledgeBoxId == item.BoxId))
                && (operation.Actor.Name != AuthorizationFixture.Preparer || operation.Decision is not null
                    || operation.Approval is { Votes.Count: > 0 }));
        var sent = nuclia.Sent.Where(
            sent => sent.Contains(item.BackupId, StringComparison.Ordinal) || sent.Contains(item.BoxId, StringComparison.Ordinal));
        return [.. written.Select(operation => $"{operation.Kind} by {operation.Decision?.By.Name ?? operation.Actor.Name}"), .. sent];
    }
}
