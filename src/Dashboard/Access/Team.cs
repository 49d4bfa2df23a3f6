namespace BackupDashboard.Access;

/// <summary>A team as configured. Immutable, so that what follows from it can be cached.</summary>
public sealed record Team
{
    public required string Name { get; init; }

    public required string Member { get; init; }

    /// <summary>Slugs; null for every zone.</summary>
    public required IReadOnlySet<string>? Zones { get; init; }

    /// <summary>Patterns of slugs; null for every knowledge box.</summary>
    public required IReadOnlyList<string>? Boxes { get; init; }

    public required IReadOnlySet<Right> Rights { get; init; }

    public required string RestorePrefix { get; init; }

    public required string Contact { get; init; }

    /// <summary>Its members administer everything.</summary>
    public bool IsOfAdministrators => this is { Boxes: null, Zones: null } && Has(Right.Administer);

    public bool Has(Right right) => Rights.Contains(right) || Rights.Contains(Right.Administer);

    public bool Covers(string zone) => Zones?.Contains(zone) ?? true;

    public bool Covers(string zone, string slug) => Covers(zone) && (Boxes?.Any(pattern => SlugPattern.Matches(pattern, slug)) ?? true);

    /// <summary>By value, not by the collections that hold it.</summary>
    public bool Equals(Team? other) => other is not null
        && (Name, Member, RestorePrefix, Contact) == (other.Name, other.Member, other.RestorePrefix, other.Contact)
        && Rights.SetEquals(other.Rights)
        && (Zones is null ? other.Zones is null : other.Zones is not null && Zones.SetEquals(other.Zones))
        && (Boxes is null ? other.Boxes is null : other.Boxes is not null && Boxes.SequenceEqual(other.Boxes));

    public override int GetHashCode() => HashCode.Combine(Name, Member);

    internal static Team Of(TeamOptions options, AccessOptions access) => new()
    {
        Name = options.Name,
        Member = options.Member,
        Zones = options.Zones.Count == 0 || options.Zones.Contains(TeamOptions.All)
            ? null
            : options.Zones.ToHashSet(StringComparer.Ordinal),
        Boxes = options.Boxes.Count == 0 || options.Boxes.Contains(TeamOptions.All) ? null : [.. options.Boxes],
        Rights = options.Rights.ToHashSet(),
        RestorePrefix = options.RestorePrefix,
        Contact = options.Contact.Length > 0 ? options.Contact : access.Contact,
    };
}
