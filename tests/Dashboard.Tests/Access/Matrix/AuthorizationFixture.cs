using System.Globalization;
using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>One object of its own for every question, so that no answer depends on an earlier one.</summary>
/// <param name="Number">Unlike that of any other.</param>
public sealed record Item(Thing Thing, int Number)
{
    public string Zone => Thing switch
    {
        Thing.DocsInAmerica => "america",
        Thing.LegalInAsia => "asia",
        Thing.MissingZone => "atlantis",
        _ => "europe",
    };

    public string Slug => $"{Family}-{Number:D4}";

    public bool IsMissing => Thing is Thing.Missing or Thing.MissingZone;

    public string BoxId => $"box-{Number:D4}";

    public string BackupId => $"backup-{Number:D4}";

    /// <summary>Of an operation on it, where there is one.</summary>
    public Guid OperationId { get; init; } = Guid.NewGuid();

    /// <summary>Of a schedule of it, where there is one.</summary>
    public Guid ScheduleId => new(Number, 7, 7, 0, 0, 0, 0, 0, 0, 0, 1);

    /// <summary>Of a retention rule about it, where there is one.</summary>
    public Guid RetentionId => new(Number, 8, 8, 0, 0, 0, 0, 0, 0, 0, 1);

    /// <summary>Of a channel for its alarms, where there is one.</summary>
    public Guid ChannelId => new(Number, 9, 9, 0, 0, 0, 0, 0, 0, 0, 1);

    /// <summary>Of a route for its alarms, where there is one.</summary>
    public Guid RouteId => new(Number, 10, 10, 0, 0, 0, 0, 0, 0, 0, 1);

    /// <summary>The team that has it.</summary>
    public string Team => Thing switch
    {
        Thing.SupportInEurope => "Support",
        Thing.LegalInEurope or Thing.LegalInAsia => "Operators",
        _ => "Docs",
    };

    /// <summary>A slug that its teams may give to a restore from it.</summary>
    public string NewSlug => Thing is Thing.SupportInEurope ? $"support-new-{Number:D4}" : $"docs-new-{Number:D4}";

    /// <summary>Before it is compared with the answer to another question: what was sent may come back.</summary>
    public string Erase(string text) =>
        text.Replace($"{Number:D4}", "####", StringComparison.Ordinal).Replace(Zone, "@zone", StringComparison.Ordinal)
        .Replace(Family, "@family", StringComparison.Ordinal);

    public KnowledgeBoxItem Box => A.Box(Slug, $"Title of {Slug}", BoxId);

    public BackupItem Backup =>
        new(BackupId, TestClock.Origin.AddDays(-1), TestClock.Origin.AddDays(-1).AddMinutes(10), 1_000 + Number, A.Reference(Box));

    private string Family => Thing switch
    {
        Thing.SupportInEurope => "support",
        Thing.LegalInEurope or Thing.LegalInAsia => "legal",
        Thing.Missing or Thing.MissingZone => "missing",
        _ => "docs",
    };
}

/// <summary>The knowledge boxes of all teams, each with a backup; made before the console looks for the first time.</summary>
public sealed partial class AuthorizationFixture
{
    private readonly Dictionary<Thing, Queue<Item>> _stock = [];
    private readonly Dictionary<int, Thing> _things = [];

    public AuthorizationFixture(FakeNuclia nuclia, int each)
    {
        nuclia.Account = nuclia.Account with { MaxKnowledgeBoxes = 100_000 };
        var number = 0;
        foreach (var zone in new[] { "europe", "america", "asia" })
            nuclia.AddZone(zone);
        foreach (var thing in Table.Things)
        {
            var items = Enumerable.Range(0, each).Select(_ => new Item(thing, ++number)).ToList();
            _stock[thing] = new Queue<Item>(items);
            foreach (var item in items)
                _things[item.Number] = thing;
            if (thing is Thing.Missing or Thing.MissingZone)
                continue;

            var zone = nuclia.Zones.Single(zone => zone.Zone.Slug == items[0].Zone);
            zone.With([.. items.Select(item => item.Box)]).With([.. items.Select(item => item.Backup)]);
        }
    }

    public Thing ThingOf(int number) => _things[number];

    /// <summary>What a slug is of; null for one that was restored.</summary>
    public Thing? Find(string slug) =>
        slug.Contains("-new-", StringComparison.Ordinal) ? null : ThingOf(int.Parse(slug[^4..], CultureInfo.InvariantCulture));

    /// <summary>One that no one has asked about.</summary>
    public Item Take(Thing thing)
    {
        lock (_stock)
            return _stock[thing].TryDequeue(out var item)
                ? item
                : throw new InvalidOperationException($"The stock of {thing} is used up: make more.");
    }
}
