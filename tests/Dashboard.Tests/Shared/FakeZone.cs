using System.Collections.Immutable;
using BackupDashboard.Nuclia;

namespace BackupDashboard.Tests.Shared;

/// <summary>One zone of <see cref="FakeNuclia"/>. Its lists are swapped as a whole, so that a poll never gets half a change.</summary>
public sealed class FakeZone(string slug) : Script
{
    // Several calls of the dashboard may be under way at once: a change that is lost between them would be a fault of the fake.
    private readonly Lock _changes = new();

    private int _shortBackups;
    private int _shortBoxes;

    public Zone Zone { get; set; } = A.Zone(slug);

    /// <summary>False: it answers, and the account does not name it.</summary>
    public bool IsListed { get; set; } = true;

    public ImmutableList<BackupItem> Backups { get; set; } = [];

    public ImmutableList<KnowledgeBoxItem> Boxes { get; set; } = [];

    public ImmutableList<KnowledgeBoxItem> Agents { get; set; } = [];

    /// <summary>What the list of backups lacks.</summary>
    public LeftOut BackupsLeftOut { get; set; } = LeftOut.None;

    /// <summary>What the list of knowledge boxes lacks.</summary>
    public LeftOut BoxesLeftOut { get; set; } = LeftOut.None;

    /// <summary>By knowledge box.</summary>
    public ImmutableDictionary<string, Counters> Counters { get; set; } = ImmutableDictionary<string, Counters>.Empty;

    /// <summary>By knowledge box: how many resources were modified since whenever.</summary>
    public ImmutableDictionary<string, long> Modified { get; set; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>The next list of backups, and of boxes, is empty, as if it had been cut short.</summary>
    public void CutShort() => (_shortBackups, _shortBoxes) = (1, 1);

    internal bool TakeShortBackups() => Interlocked.Exchange(ref _shortBackups, 0) > 0;

    internal bool TakeShortBoxes() => Interlocked.Exchange(ref _shortBoxes, 0) > 0;

    public FakeZone With(params KnowledgeBoxItem[] boxes)
    {
        lock (_changes)
            Boxes = Boxes.AddRange(boxes);
        return this;
    }

    public FakeZone With(params BackupItem[] backups)
    {
        lock (_changes)
            Backups = Backups.AddRange(backups);
        return this;
    }

    public void Remove(string backupId)
    {
        lock (_changes)
            Backups = Backups.RemoveAll(backup => backup.Id == backupId);
    }

    public void Finish(string backupId, DateTimeOffset at, long size = 1_000_000)
    {
        lock (_changes)
        {
            var backup = Backups.Find(item => item.Id == backupId)
                ?? throw new InvalidOperationException($"Zone {Zone.Slug} has no backup '{backupId}' to finish.");
            Backups = Backups.Replace(backup, backup with { FinishedAt = at, Size = size });
        }
    }
}
