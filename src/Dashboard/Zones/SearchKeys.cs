using System.Runtime.CompilerServices;

namespace BackupDashboard.Zones;

// What a text search looks at, side by side in the order of an array of backups: the backups themselves lie scattered in memory.
internal sealed class SearchKeys
{
    // The beginning of an id as one number; zero for an id that cannot be written so.
    private const int IdLength = sizeof(ulong);

    private static readonly ConditionalWeakTable<Backup[], SearchKeys> Known = [];

    private readonly Backup[] _backups;
    private readonly List<(string Title, string Slug)> _names = [];
    private readonly int[] _nameOf;
    private readonly ulong[] _ids;

    private SearchKeys(Backup[] backups)
    {
        (_backups, _nameOf, _ids) = (backups, new int[backups.Length], new ulong[backups.Length]);
        var places = new Dictionary<(string, string), int>();
        for (var place = 0; place < backups.Length; place++)
        {
            var name = (backups[place].Title, backups[place].Slug);
            if (!places.TryGetValue(name, out var known))
            {
                places[name] = known = _names.Count;
                _names.Add(name);
            }

            (_nameOf[place], _ids[place]) = (known, NumberOf(backups[place].Id));
        }
    }

    /// <summary>Made once for an array, which must not change.</summary>
    public static SearchKeys Of(Backup[] backups) => Known.GetValue(backups, static array => new SearchKeys(array));

    /// <summary>The places of what is found, in order.</summary>
    public IEnumerable<int> Find(string search)
    {
        var isNameFound = _names.ConvertAll(name => BackupFilter.Contains(name.Title, search) || BackupFilter.Contains(name.Slug, search));
        var mayBeId = search.Length < IdLength ? Mask(search.Length) : ulong.MaxValue;
        var wanted = NumberOf(search) & mayBeId;
        for (var place = 0; place < _backups.Length; place++)
        {
            var isId = (_ids[place] & mayBeId) == wanted || _ids[place] == 0;
            if (isNameFound[_nameOf[place]] || (isId && BackupFilter.IsBeginning(search, _backups[place].Id)))
                yield return place;
        }
    }

    // The first characters, without regard to their case, the first of them highest.
    private static ulong NumberOf(string text)
    {
        var number = 0UL;
        for (var place = 0; place < IdLength; place++)
        {
            var character = place < text.Length ? text[place] : '\0';
            if (!char.IsAscii(character))
                return 0;
            number = (number << 8) | char.ToLowerInvariant(character);
        }

        return number;
    }

    private static ulong Mask(int characters) => ~(ulong.MaxValue >> (8 * characters));
}
