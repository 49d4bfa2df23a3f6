using System.Collections.Immutable;

namespace BackupDashboard.Restores;

/// <summary>
/// An immutable snapshot of the followed restores, and of the latest <see cref="MaximumHeld"/> others. Pages follow all of it, because they
/// find a restore only by the id of its operation, which people who cannot view it do not get.
/// </summary>
public sealed record RestoresSnapshot
{
    public const int MaximumHeld = 200;

    // Old restores are sorted out once per this many.
    private const int Slack = 50;

    private const int LearnsFrom = 20;

    public static RestoresSnapshot Empty { get; } = new();

    public ImmutableDictionary<Guid, RestoreProgress> Restores { get; private init; } = ImmutableDictionary<Guid, RestoreProgress>.Empty;

    /// <summary>Resources per second of the latest complete restores of this account; null if there is none.</summary>
    public double? LearnedSpeed { get; private init; }

    public RestoreProgress? Find(Guid operationId) => Restores.GetValueOrDefault(operationId);

    public RestoresSnapshot With(RestoreProgress progress)
    {
        var restores = Trimmed(Restores.SetItem(progress.OperationId, progress));
        return new RestoresSnapshot
        {
            Restores = restores,
            LearnedSpeed = progress.ResourcesPerSecond is null ? LearnedSpeed : MedianSpeed(restores.Values)
        };
    }

    private static double? MedianSpeed(IEnumerable<RestoreProgress> restores)
    {
        var speeds = restores.Where(restore => restore.ResourcesPerSecond > 0).OrderByDescending(restore => restore.CompletedAt)
            .Take(LearnsFrom).Select(restore => restore.ResourcesPerSecond).Order().ToList();
        return speeds.Count == 0 ? null : speeds[speeds.Count / 2];
    }

    private static ImmutableDictionary<Guid, RestoreProgress> Trimmed(ImmutableDictionary<Guid, RestoreProgress> restores)
    {
        var ended = restores.Values.Where(restore => restore.IsEnded).ToList();
        return ended.Count <= MaximumHeld + Slack
            ? restores
            : restores.RemoveRange(
                ended.OrderBy(restore => restore.AcceptedAt).Take(ended.Count - MaximumHeld).Select(restore => restore.OperationId));
    }
}
