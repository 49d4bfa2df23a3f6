namespace BackupDashboard.Sandbox.Cloud;

internal enum BoxKind
{
    KnowledgeBox,
    Agent,
    AgentWithoutMemory,
}

internal sealed record BoxIdentity(Guid Id, string Slug, string Title, DateTimeOffset Created);

internal sealed record Arrival(Guid BackupId, double From, double Duration)
{
    public double Until => From + Duration;
}

internal sealed record CloudBox(BoxIdentity Identity, BoxKind Kind, Counters Counters, long Bytes)
{
    public string? Description { get; init; }

    public Arrival? Arrival { get; init; }

    public bool IsNewAt(Moment moment) => Arrival is not null && moment.Now - Identity.Created < TimeSpan.FromSeconds(1);

    public Counters CountersAt(Moment moment) => Arrived(moment) is var share && share < 1 ? Counters.Scale(share) : Counters;

    // What the server reports: only resources are exact. The other counts are too high, because the index holds dead entries.
    public Counters ReportedAt(Moment moment) => CountersAt(moment).WithDeadEntries(DeadEntries.ShareOf(Identity.Id, Arrival, moment));

    // False for an agent without any: it is listed, but nothing of it is in the database.
    public bool HasContent => Kind is not BoxKind.AgentWithoutMemory;

    public long BytesAt(Moment moment) => (long)(Bytes * Arrived(moment));

    public CloudBox CutOffAt(Moment moment) => this with
    {
        Counters = CountersAt(moment),
        Bytes = BytesAt(moment),
        Arrival = Arrival! with { Duration = Math.Min(Arrival.Duration, moment.Work - Arrival.From) },
    };

    private double Arrived(Moment moment) =>
        Arrival is null or { Duration: 0 } ? 1 : Math.Clamp((moment.Work - Arrival.From) / Arrival.Duration, 0, 1);
}
