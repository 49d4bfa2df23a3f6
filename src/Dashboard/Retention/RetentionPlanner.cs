using BackupDashboard.Access;
using BackupDashboard.Alarms;
using BackupDashboard.Fingerprints;
using BackupDashboard.Journal;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Retention;

/// <summary>
/// Says what each rule would delete now, over all zones: for what the dashboard does by itself. Readers use <see cref="RetentionViews"/>.
/// What nothing has changed of is not computed again, for however many readers.
/// </summary>
public sealed class RetentionPlanner(
    ZoneMonitor zones, OperationJournal journal, Permissions permissions, FingerprintStore fingerprints, BackupMakers makers,
    RetentionHistory history, AlarmStore alarms, IOptionsMonitor<RetentionOptions> options, IOptions<PollingOptions> polling,
    TimeProvider time)
{
    /// <summary>For how long a person's release lifts the brake, if the plan has become no larger since.</summary>
    public static readonly TimeSpan ReleasedFor = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private Look? _look;

    /// <summary>The plans of all rules in force.</summary>
    public IReadOnlyDictionary<Guid, RetentionPlan> Plans => LookNow().Plans;

    /// <summary>The plan of a rule that is not in force as it is here.</summary>
    public RetentionPlan PlanOf(RetentionRule rule)
    {
        var look = LookNow();
        var others = look.Rules.Where(other => other.Id != rule.Id).ToList();
        return Planned(look.Seen, rule, BoxPlansOf(look.Seen, rule, others), others.Select(other => look.Plans[other.Id]));
    }

    /// <summary>One box with all that is known of its backups; null if it has none.</summary>
    internal BoxBackups? Find(string zone, string knowledgeBoxId) =>
        LookNow().Seen.ByKey.GetValueOrDefault(new(zone, knowledgeBoxId));

    private Look LookNow()
    {
        lock (_lock)
        {
            var (now, pictures) = (time.GetUtcNow(), zones.All.Select(Picture.Of(time.GetUtcNow(), polling.Value.StaleAfter)).ToList());
            var (known, prints, holds) = (journal.Current, fingerprints.Current, history.Holds);

            // Open until someone has looked, also over restarts.
            var mayBeOlder = alarms.Current.Open.Keys.Any(key => key.Kind is AlarmKind.DatabaseOlder);
            if (_look is { } look && look.Seen.IsOf(pictures, known, prints, holds, mayBeOlder) && (now - look.Seen.At).Duration() < Fresh)
                return look;

            var facts = new RetentionFacts(known, prints, makers.Of, holds, mayBeOlder, options.CurrentValue.LargestLoss);
            var seen = new Seen(
                now, pictures, known, prints, holds, mayBeOlder,
                () => [.. pictures.SelectMany(one => facts.BoxesOf(one.Zone, one.IsReadable))]);
            var rules = known.RetentionRules.Select(rule => rule.Retention!).ToList();
            var boxes = rules.ToDictionary(rule => rule.Id, rule => BoxPlansOf(seen, rule, rules.Where(other => other.Id != rule.Id)));
            var plans = rules.ToDictionary(rule => rule.Id, rule => new RetentionPlan(rule, now, boxes[rule.Id], []));
            return _look = new Look(seen, rules, rules.ToDictionary(
                rule => rule.Id,
                rule => Planned(seen, rule, boxes[rule.Id], plans.Values.Where(other => other.Rule.Id != rule.Id))));
        }
    }

    private IReadOnlyList<BoxPlan> BoxPlansOf(Seen seen, RetentionRule rule, IEnumerable<RetentionRule> others) =>
        BoxPlans.Of(seen.Boxes, rule, [.. others], one => permissions.OfTeam(one.Team), seen.At);

    private RetentionPlan Planned(Seen seen, RetentionRule rule, IReadOnlyList<BoxPlan> boxes, IEnumerable<RetentionPlan> others)
    {
        var plan = new RetentionPlan(rule, seen.At, boxes, []);
        if (rule.Released is { } released && (seen.At - released.At).Duration() < ReleasedFor
            && (plan.Hash == released.Hash || plan.Count <= released.Count))
            return plan with { IsConfirmed = plan.Hash == released.Hash };

        var going = others.Where(other => other.Rule.IsArmed).Append(plan).SelectMany(one => one.Ready)
            .SelectMany(box => box.Going.Select(verdict => (box.Zone, verdict.Backup.Id))).Distinct()
            .CountBy(one => one.Zone).ToDictionary();
        return plan with
        {
            Brakes =
            [
                .. plan.Ready.GroupBy(box => box.Zone).Select(zone => BrakeOf(seen, zone, going[zone.Key]))
                    .Where(brake => brake.IsTooMany || brake.Shrunk.Count > 0).OrderBy(brake => brake.Zone, StringComparer.Ordinal),
            ],
        };
    }

    // count: by all rules.
    private Brake BrakeOf(Seen seen, IGrouping<string, BoxPlan> zone, int count)
    {
        var (of, limits) = (seen.Complete.GetValueOrDefault(zone.Key), options.CurrentValue);
        return new Brake(
            zone.Key, zone.Sum(box => box.Going.Count), count > limits.MostAtOnce || (count > 1 && count > of * limits.LargestPart),
            [.. zone.Where(box => box.Shrink is not null).Select(box => box.Slug)]);
    }

    private sealed record Look(Seen Seen, IReadOnlyList<RetentionRule> Rules, IReadOnlyDictionary<Guid, RetentionPlan> Plans);

    // What a look was made of.
    private sealed class Seen(
        DateTimeOffset at, IReadOnlyList<Picture> pictures, JournalSnapshot journal, FingerprintsSnapshot fingerprints, object holds,
        bool mayBeOlder, Func<IReadOnlyList<BoxBackups>> boxes)
    {
        // Without a rule, no one needs them.
        private readonly Lazy<IReadOnlyList<BoxBackups>> _boxes = new(boxes);

        public DateTimeOffset At { get; } = at;

        public IReadOnlyList<BoxBackups> Boxes => _boxes.Value;

        public Dictionary<Operations.BoxInZone, BoxBackups> ByKey => field ??= Boxes.ToDictionary(box => box.Key);

        public Dictionary<string, int> Complete { get; } = pictures.ToDictionary(
            one => one.Zone.Zone.Slug, one => one.Zone.Backups.Count - one.Zone.Backups.Unfinished.Count);

        public bool IsOf(
            IReadOnlyList<Picture> otherPictures, JournalSnapshot otherJournal, FingerprintsSnapshot otherPrints, object otherHolds,
            bool otherMayBeOlder) =>
            mayBeOlder == otherMayBeOlder && ReferenceEquals(journal, otherJournal) && ReferenceEquals(fingerprints, otherPrints)
            && ReferenceEquals(holds, otherHolds)
            && pictures.Count == otherPictures.Count && pictures.Zip(otherPictures).All(pair => pair.First.IsSameAs(pair.Second));
    }

    private sealed record Picture(ZoneSnapshot Zone, bool IsReadable)
    {
        public static Func<ZoneSnapshot, Picture> Of(DateTimeOffset now, TimeSpan staleAfter) => zone => new Picture(
            zone,
            zone is { IsLoaded: true, IsGone: false, BoxesAsOf: not null, Failure: null } && !zone.IsStale(now, staleAfter));

        // A poll that has changed nothing makes a new snapshot of the same sets.
        public bool IsSameAs(Picture other) => IsReadable == other.IsReadable && ReferenceEquals(Zone.Backups, other.Zone.Backups)
            && ReferenceEquals(Zone.KnowledgeBoxes, other.Zone.KnowledgeBoxes) && Zone.Zone == other.Zone.Zone;
    }
}
