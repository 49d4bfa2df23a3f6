using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BackupDashboard.Nuclia.Calls;
using BackupDashboard.Nuclia.Http;
using BackupDashboard.Nuclia.Wire;

namespace BackupDashboard.Nuclia.Client;

// Reads the lists of the cloud. Refuses what the serializer accepts: an empty body, and lists without a usable entry.
internal static class ListReader
{
    // A list with more bad entries than this does not follow the contract, and is not read to its end.
    private const int MostLeftOut = 1000;

    // Stands for entries that have to be read again.
    private static readonly UInt128 NoHash = UInt128.Zero;

    private static readonly JsonSerializerOptions Options = NucliaJson.Default.Options;

    public static async Task<Listing<TOut>> ReadAsync<TIn, TOut>(
        Task<HttpResponseMessage> sending, ListForm<TIn, TOut> form, ListMemory<TOut> memory, CancellationToken cancellationToken)
        where TIn : class
    {
        using var response = await sending;
        var body = (BufferedContent)response.Content;
        return memory.Hash == body.Hash
            ? new Listing<TOut>([], memory.LeftOut) { Update = new(memory.Known.Ids.Count, []) }
            : Read(Utf8(body).Span, body.Hash, form, memory, cancellationToken);
    }

    // Reads a list entry by entry, so that bad entries cost as little as possible, and those that are as before next to nothing.
    private static Listing<TOut> Read<TIn, TOut>(
        ReadOnlySpan<byte> json, UInt128 hash, ListForm<TIn, TOut> form, ListMemory<TOut> memory, CancellationToken cancellationToken)
        where TIn : class
    {
        var entryType = (JsonTypeInfo<Entry<TIn>>)Options.GetTypeInfo(typeof(Entry<TIn>));
        var (known, entries) = (memory.Known, memory.Spare);
        entries.Clear();
        var matcher = new EntryMatcher(known.Hashes);
        var bad = new BadEntries();
        var (items, lasting) = (new List<TOut>(), true);
        var reader = Begin(json);
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var entry = json[start..(int)reader.BytesConsumed];
            var entryHash = XxHash128.HashToUInt128(entry, BufferedContent.Seed);
            if (matcher.Find(entryHash) is { } same)
            {
                entries.Add(entryHash, known.Ids[same]);
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            var read = JsonSerializer.Deserialize(entry, entryType);
            if (bad.Holds(read.Value is { } value ? form.ProblemOf(value) : (read.Name, read.Problem!)))
                continue;

            var item = form.Map(read.Value!);
            items.Add(item);
            var isLasting = memory.IsLasting(item);
            entries.Add(isLasting ? entryHash : NoHash, form.IdOf(item));
            lasting &= isLasting;
        }

        // Refuses whatever follows the list.
        reader.Read();
        if (entries.Ids.Count == 0)
            bad.RefuseIfAny();
        string[] dropped = [.. matcher.Unused.Select(place => known.Ids[place])];
        var update = known.Ids.Count == 0 ? null : new ListUpdate(entries.Ids.Count, dropped);
        memory.Keep(lasting ? hash : null, bad.ToLeftOut());
        return new Listing<TOut>(items, memory.LeftOut) { Update = update };
    }

    // At the list's beginning. To the serializer null would be an empty list, which would mean that all backups are gone.
    private static Utf8JsonReader Begin(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
            throw new JsonException("It is empty");

        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.StartArray => reader,
            JsonTokenType.Null => throw new JsonException("It is empty"),
            _ => throw new JsonException("The JSON value could not be converted"),
        };
    }

    private static ReadOnlyMemory<byte> Utf8(BufferedContent body)
    {
        var name = body.Headers.ContentType?.CharSet?.Trim('"') ?? Encoding.UTF8.WebName;
        var bytes = body.Bytes;
        if (name.Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase))
            return bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        try
        {
            return Encoding.UTF8.GetBytes(Encoding.GetEncoding(name).GetString(bytes.Span));
        }
        catch (ArgumentException)
        {
            throw new NucliaFailure(Failures.Unreadable("Its character set is not known."));
        }
    }

    private sealed class BadEntries
    {
        private readonly HashSet<string> _names = new(StringComparer.Ordinal);
        private string _first = "";
        private int _count;

        public bool Holds((string? Name, string Problem)? problem)
        {
            if (problem is not var (name, what))
                return false;

            if (_count++ == 0)
                _first = Calls.Text.OneLine(what);
            if (!string.IsNullOrEmpty(name))
                _names.Add(name);
            return _count <= MostLeftOut
                ? true
                : throw new NucliaFailure(Failures.Unreadable($"More than {MostLeftOut} entries of the list are unusable: {_first}."));
        }

        public void RefuseIfAny()
        {
            if (_count > 0)
                throw new NucliaFailure(Failures.Unreadable($"No entry of the list can be used: {_first}."));
        }

        public LeftOut ToLeftOut() => _count == 0 ? LeftOut.None : new(_count, _first, _names);
    }
}

// How a kind of list is read. ProblemOf: what is wrong with a parsed entry; null if nothing is.
internal sealed record ListForm<TIn, TOut>(
    Func<TIn, TOut> Map, Func<TIn, (string? Name, string Problem)?> ProblemOf, Func<TOut, string> IdOf);
