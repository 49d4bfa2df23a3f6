using System.Security.Cryptography;
using System.Text;
using BackupDashboard.Journal;
using BackupDashboard.Zones;

namespace BackupDashboard.Retention;

/// <summary>What one rule would delete at one moment, and what holds it back. Immutable.</summary>
/// <param name="Boxes">All that the rule is about, those of which something goes first.</param>
/// <param name="Brakes">Zones of which so much would go that a person has to release it; none once that has been done.</param>
public sealed record RetentionPlan(RetentionRule Rule, DateTimeOffset At, IReadOnlyList<BoxPlan> Boxes, IReadOnlyList<Brake> Brakes)
{
    /// <summary>The boxes of which something goes, and whose zone can be read.</summary>
    public IEnumerable<BoxPlan> Ready => Boxes.Where(IsReady);

    /// <summary>Those that wait for no person either.</summary>
    public IEnumerable<BoxPlan> Free => Ready.Where(
        box => !IsBraked || (box.Shrink is null && !Brakes.Any(brake => brake.IsTooMany && brake.Zone == box.Zone)));

    public int Count => Ready.Sum(box => box.Going.Count);

    /// <summary>Bytes, of the backups whose size is known.</summary>
    public long Size => (long)Int128.Min(
        Ready.SelectMany(box => box.Going).Select(verdict => Math.Max(0, verdict.Backup.Size ?? 0))
            .Aggregate((Int128)0, (sum, size) => sum + size),
        long.MaxValue);

    /// <summary>The fewest backups that a box keeps of those that the rule is about; null without a box.</summary>
    public int? FewestKept => Boxes.Count == 0 ? null : Boxes.Min(box => box.Kept);

    /// <summary>The same for the same deletions. Of the whole plan, also in a part of it.</summary>
    public string Hash { get; } = HashOf(Boxes);

    public bool IsBraked => Brakes.Count > 0;

    /// <summary>A person has just confirmed exactly this.</summary>
    public bool IsConfirmed { get; init; }

    private static string HashOf(IReadOnlyList<BoxPlan> boxes) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join(
            '\n',
            boxes.Where(IsReady).Select(box => $"{box.Zone}/{box.KnowledgeBoxId}/{box.Hash}").Order(StringComparer.Ordinal)))));

    private static bool IsReady(BoxPlan box) => box is { Wait: null, Going.Count: > 0 };
}

/// <param name="Slug">Of the box; of its newest backup if the box is gone.</param>
/// <param name="Verdicts">Newest first.</param>
/// <param name="Wait">Why nothing of the box is deleted at the moment; null if there is no reason.</param>
/// <param name="Shrink">A loss of content that no person has confirmed; null if there is none.</param>
public sealed record BoxPlan(
    string Zone, string KnowledgeBoxId, string Slug, IReadOnlyList<RetentionVerdict> Verdicts, RetentionWait? Wait, Shrink? Shrink)
{
    /// <summary>Oldest first.</summary>
    public IReadOnlyList<RetentionVerdict> Going { get; } = [.. Verdicts.Where(verdict => verdict.Goes).Reverse()];

    public int Kept => Verdicts.Count(verdict => verdict.Reason is not (RetentionReason.Outside or RetentionReason.Goes));

    internal string Hash => string.Join(',', Going.Select(verdict => verdict.Backup.Id));
}

/// <summary>Why a zone waits for a person.</summary>
/// <param name="Count">How many of its backups would go at once by this rule.</param>
/// <param name="IsTooMany">By all rules together, it would be more than <see cref="RetentionOptions"/> allow.</param>
/// <param name="Shrunk">Slugs of the boxes whose content has shrunk.</param>
public sealed record Brake(string Zone, int Count, bool IsTooMany, IReadOnlyList<string> Shrunk);
