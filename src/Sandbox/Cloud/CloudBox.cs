namespace BackupDashboard.Sandbox.Cloud;

internal enum BoxKind
{
    KnowledgeBox,
    Agent,
    AgentWithoutMemory,
}

/// <summary>What a backup remembers of its box; shared between the box and its backups.</summary>
internal sealed record BoxIdentity(Guid Id, string Slug, string Title, DateTimeOffset Created);

/// <summary>The stretch of work in which a restored box fills up, from the objects of its backup.</summary>
internal sealed record Arrival(Guid BackupId, double From, double Duration)
{
    public double Until => From + Duration;
}

internal sealed record CloudBox(BoxIdentity Identity, BoxKind Kind, Counters Counters, long Bytes)
{
    public string? Description { get; init; }

    public Arrival? Arrival { get; init; }

    /// <summary>Just accepted: the counters of a restored box are not there in the first second.</summary>
    public bool IsNewAt(Moment moment) => Arrival is not null && moment.Now - Identity.Created < TimeSpan.FromSeconds(1);

    /// <summary>The true content.</summary>
    public Counters CountersAt(Moment moment) => Arrived(moment) is var share && share < 1 ? Counters.Scale(share) : Counters;

    // What the server reports: only resources are exact. The other counts are too high, because the index holds dead entries.
    public Counters ReportedAt(Moment moment) => CountersAt(moment).WithDeadEntries(DeadEntries.ShareOf(Identity.Id, Arrival, moment));

    /// <summary>False for an agent without any: it is listed, but nothing of it is in the database.</summary>
    public bool HasContent => Kind is not BoxKind.AgentWithoutMemory;

    public long BytesAt(Moment moment) => (long)(Bytes * Arrived(moment));

    /// <summary>Its backup was deleted, and with it everything that had not been read: it stays as it is.</summary>
    public CloudBox CutOffAt(Moment moment) => this with
    {
        Counters = CountersAt(moment),
        Bytes = BytesAt(moment),
        Arrival = Arrival! with { Duration = Math.Min(Arrival.Duration, moment.Work - Arrival.From) },
    };

    private double Arrived(Moment moment) =>
        Arrival is null or { Duration: 0 } ? 1 : Math.Clamp((moment.Work - Arrival.From) / Arrival.Duration, 0, 1);
}
