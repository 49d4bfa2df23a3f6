using System.Security.Cryptography;
using System.Text;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace BackupDashboard.Calendars;

/// <summary>
/// The secret addresses of calendars. Whoever knows one reads what its owner may view: so it is shown once, kept as a hash, and ends when
/// it is revoked, or when its owner has not been here for a while.
/// </summary>
public sealed class CalendarFeeds(
    IDbContextFactory<DashboardContext> contexts, CommandGuard guard, ISessions sessions, Permissions permissions, TimeProvider time,
    ILogger<CalendarFeeds> logger)
{
    private static readonly TimeSpan Precision = TimeSpan.FromDays(1);
    private static readonly TimeSpan ReadPrecision = TimeSpan.FromHours(1);

    /// <summary>Someone's own; null if they have none.</summary>
    /// <exception cref="StorageException">It could not be read.</exception>
    public Task<CalendarFeed?> FindAsync(Actor owner, CancellationToken cancellationToken) => contexts.UseAsync(
        async db => await Feeds(db).FirstOrDefaultAsync(feed => feed.ObjectId == owner.ObjectId, cancellationToken) is { } feed
            && feed.EndsAt > time.GetUtcNow()
            ? feed
            : null,
        cancellationToken);

    /// <summary>Makes an address for whoever asks. An earlier one of theirs ends.</summary>
    /// <returns>The secret, which is shown this once, or why there is none.</returns>
    public async Task<(string? Secret, OperationProblem? Problem)> CreateAsync(Caller caller, CancellationToken cancellationToken)
    {
        var (grants, problem) = await guard.ConfirmViewerAsync(caller, cancellationToken);
        if (problem is not null)
            return (null, problem);

        var (secret, now) = (Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32)), time.GetUtcNow());
        var feed = new CalendarFeed
        {
            ObjectId = caller.Actor.ObjectId,
            Hash = HashOf(secret),
            Teams = TeamsOf(grants),
            CreatedAt = now,
            EndsAt = now + CalendarFeed.Lifetime,
        };
        problem = await TryAsync(
            async db =>
            {
                await Feeds(db).Where(one => one.ObjectId == feed.ObjectId).ExecuteDeleteAsync(CancellationToken.None);
                db.Add(feed);
                await db.SaveChangesAsync(CancellationToken.None);
            },
            cancellationToken);
        if (problem is not null)
            return (null, problem);

        Log.Created(logger, feed.ObjectId);
        return (secret, null);
    }

    /// <summary>Ends someone's own address. Without one there is nothing to do.</summary>
    public async Task<OperationProblem?> RevokeAsync(Caller caller, CancellationToken cancellationToken)
    {
        if ((await guard.ConfirmViewerAsync(caller, cancellationToken)).Problem is { } refused)
            return refused;

        var problem = await TryAsync(
            db => Feeds(db).Where(feed => feed.ObjectId == caller.Actor.ObjectId).ExecuteDeleteAsync(CancellationToken.None),
            cancellationToken);
        if (problem is null)
            Log.Revoked(logger, caller.Actor.ObjectId);
        return problem;
    }

    /// <summary>What the reader of an address may view; null if there is no such address.</summary>
    /// <exception cref="StorageException">It could not be read.</exception>
    internal async Task<Grants?> ReadAsync(string secret, CancellationToken cancellationToken)
    {
        var (hash, now) = (HashOf(secret), time.GetUtcNow());
        var feed = await contexts.UseAsync(
            db => Feeds(db).FirstOrDefaultAsync(feed => feed.Hash == hash, cancellationToken), cancellationToken);
        if (feed is null || feed.EndsAt <= now)
            return null;

        if (feed.ReadAt is not { } readAt || (now - readAt).Duration() >= ReadPrecision)
            await TryAsync(db => UpdateAsync(db, feed, feed with { ReadAt = now }), cancellationToken);
        return permissions.OfTeams(feed.Teams.Split('\n'));
    }

    /// <summary>Prolongs the addresses of those who are here, with the teams that they have now; prunes those that have ended.</summary>
    /// <exception cref="StorageException">It could not be written.</exception>
    internal async Task RenewAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var here = sessions.People.GroupBy(person => Actor.From(person).ObjectId)
            .ToDictionary(same => same.Key, same => TeamsOf(permissions.Of(same.Last())));
        await contexts.UseAsync(
            async db =>
            {
                foreach (var feed in await Feeds(db).ToListAsync(cancellationToken))
                {
                    if (feed.EndsAt <= now)
                        await Feeds(db).Where(one => one.Hash == feed.Hash).ExecuteDeleteAsync(cancellationToken);
                    else if (here.TryGetValue(feed.ObjectId, out var teams)
                        && (feed.Teams != teams || now + CalendarFeed.Lifetime - feed.EndsAt >= Precision))
                        await UpdateAsync(db, feed, feed with { Teams = teams, EndsAt = now + CalendarFeed.Lifetime });
                }
            },
            cancellationToken);
    }

    private static IQueryable<CalendarFeed> Feeds(DashboardContext db) => db.Set<CalendarFeed>().AsNoTracking();

    private static string TeamsOf(Grants grants) => string.Join('\n', grants.Teams.Select(team => team.Name));

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    // Not over one that was made or revoked meanwhile.
    private static Task UpdateAsync(DashboardContext db, CalendarFeed before, CalendarFeed now) => Feeds(db)
        .Where(feed => feed.Hash == before.Hash)
        .ExecuteUpdateAsync(
            set => set.SetProperty(feed => feed.Teams, now.Teams).SetProperty(feed => feed.EndsAt, now.EndsAt)
                .SetProperty(feed => feed.ReadAt, now.ReadAt),
            CancellationToken.None);

    private async Task<OperationProblem?> TryAsync(Func<DashboardContext, Task> write, CancellationToken cancellationToken)
    {
        try
        {
            await contexts.UseAsync(write, cancellationToken);
            return null;
        }
        catch (StorageException exception)
        {
            Log.NotWritten(logger, exception);
            return Problems.NotWritten;
        }
    }
}
