using System.Collections.Immutable;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Access;

/// <summary>Who may approve the requests of others, as far as they have signed in lately.</summary>
public sealed class Approvers(
    IDbContextFactory<DashboardContext> contexts, ISessions sessions, Permissions permissions, TimeProvider time) : ILoadAtStart
{
    public static readonly TimeSpan SeenFor = TimeSpan.FromDays(90);

    private static readonly TimeSpan Precision = TimeSpan.FromDays(1);

    private ImmutableDictionary<string, Approver> _known = ImmutableDictionary<string, Approver>.Empty;

    public IReadOnlyList<Approver> Current =>
        [.. _known.Values.Where(approver => (time.GetUtcNow() - approver.SeenAt).Duration() <= SeenFor).OrderBy(approver => approver.Name)];

    public async Task LoadAsync(CancellationToken cancellationToken) => _known = (await contexts.UseAsync(
        db => db.Set<Approver>().AsNoTracking().ToListAsync(cancellationToken), cancellationToken))
        .ToImmutableDictionary(approver => approver.ObjectId);

    /// <summary>Remembers those who are signed in. Used by one loop alone.</summary>
    /// <exception cref="StorageException">It could not be written.</exception>
    public async Task RememberAsync()
    {
        var now = time.GetUtcNow();
        var seen = sessions.People.Where(person => permissions.Has(person, Right.Approve)).Select(Actor.From)
            .DistinctBy(one => one.ObjectId)
            .Where(one => _known.GetValueOrDefault(one.ObjectId) is not { } known || (now - known.SeenAt).Duration() >= Precision)
            .Select(one => new Approver(one.ObjectId, one.Name, now)).ToList();
        if (seen.Count == 0)
            return;

        await contexts.UseAsync(
            async db =>
            {
                foreach (var approver in seen)
                    db.Entry(approver).State = _known.ContainsKey(approver.ObjectId) ? EntityState.Modified : EntityState.Added;
                return await db.SaveChangesAsync(CancellationToken.None);
            },
            CancellationToken.None);
        _known = _known.SetItems(seen.Select(approver => KeyValuePair.Create(approver.ObjectId, approver)));
    }
}
