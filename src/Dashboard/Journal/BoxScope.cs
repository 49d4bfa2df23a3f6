using BackupDashboard.Access;

namespace BackupDashboard.Journal;

/// <summary>What a goal or an exemption is about: one knowledge box, or all whose slugs match a pattern.</summary>
/// <param name="Zone">A zone's slug, or <see cref="EveryZone"/> for a pattern.</param>
/// <param name="KnowledgeBoxId">Null for a pattern. A box made anew under the same slug is another one.</param>
/// <param name="Slug">The box's slug, or the pattern, in which <c>*</c> stands for any characters.</param>
public readonly record struct BoxScope(string Zone, string? KnowledgeBoxId, string Slug)
{
    public const string EveryZone = "*";

    public bool IsPattern => KnowledgeBoxId is null;

    public bool Covers(string zone, string knowledgeBoxId, string slug) =>
        (Zone == zone || Zone == EveryZone) && (IsPattern ? SlugPattern.Matches(Slug, slug) : KnowledgeBoxId == knowledgeBoxId);

    internal string Target(string what) => IsPattern ? $"{what}:{Zone}:slug:{Slug}" : $"{what}:{Zone}:{KnowledgeBoxId}";
}
