using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using BackupDashboard.Access;

namespace BackupDashboard.Zones;

/// <summary>The knowledge boxes of a zone, including agents, by id. Immutable; what readers need of it is made once.</summary>
public sealed class KnowledgeBoxSet : IReadOnlyDictionary<string, KnowledgeBox>
{
    private readonly Dictionary<string, KnowledgeBox> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(Grants, string), KnowledgeBoxSet> _visible = new();
    private IReadOnlyList<KnowledgeBox>? _bySlug;
    private IReadOnlySet<string>? _slugs;

    public KnowledgeBoxSet(IEnumerable<KnowledgeBox> boxes)
    {
        foreach (var box in boxes)
            _byId[box.Id] = box;
    }

    internal KnowledgeBoxSet(IReadOnlyList<KnowledgeBox> boxes, Func<KnowledgeBox, KnowledgeBox> clean)
        : this(boxes.Select(clean)) => Source = boxes;

    public static KnowledgeBoxSet Empty { get; } = new([]);

    public IReadOnlyList<KnowledgeBox> BySlug => _bySlug ??=
        [.. Values.OrderBy(box => box.Slug, StringComparer.Ordinal).ThenBy(box => box.Id, StringComparer.Ordinal)];

    public IReadOnlySet<string> Slugs => _slugs ??= Values.Select(box => box.Slug).ToHashSet(StringComparer.Ordinal);

    public int Count => _byId.Count;

    public IEnumerable<string> Keys => _byId.Keys;

    public IEnumerable<KnowledgeBox> Values => _byId.Values;

    // The list that it was made from: the same list again makes the same set.
    internal object? Source { get; }

    public KnowledgeBox this[string key] => _byId[key];

    public bool ContainsKey(string key) => _byId.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out KnowledgeBox value) => _byId.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, KnowledgeBox>> GetEnumerator() => _byId.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public KnowledgeBoxSet VisibleTo(Grants viewer, string zone) => _visible.GetOrAdd(
        (viewer, zone), static (view, all) => new KnowledgeBoxSet(all.Values.Where(box => view.Item1.CanView(view.Item2, box.Slug))), this);
}
