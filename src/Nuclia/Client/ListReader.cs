using System.IO.Hashing;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BackupDashboard.Nuclia.Calls;
using BackupDashboard.Nuclia.Wire;

namespace BackupDashboard.Nuclia.Client;

internal static class ListReader
{
    // Seeded per process, so that no one can prepare two answers that look the same.
    private static readonly long Seed = Random.Shared.NextInt64();

    public static async Task<Listing<TOut>> ReadAsync<TIn, TOut>(
        Call call, Func<Task<HttpResponseMessage>> send, ListForm<TIn, TOut> form, ListMemory<TOut> memory)
        where TIn : class
    {
        using var reader = new ListReader<TIn, TOut>(form, memory);
        call.Reader = reader;
        using var response = await send();
        return reader.ToListing();
    }

    public static UInt128 Hash(ReadOnlySpan<byte> bytes) => XxHash128.HashToUInt128(bytes, Seed);
}

// Reads a list of the cloud while it arrives: pieces that are as they were before are only hashed; from the first one on that is not, entry
// by entry, so that bad entries cost as little as possible, and those that are as before next to nothing. Refuses what the serializer
// accepts: an empty body, and lists without a usable entry.
internal sealed class ListReader<TIn, TOut>(ListForm<TIn, TOut> form, ListMemory<TOut> memory) : IAnswerReader, IDisposable
    where TIn : class
{
    // Stands for entries that have to be read again.
    private static readonly UInt128 NoHash = UInt128.Zero;

    private static readonly JsonTypeInfo<Entry<TIn>> EntryType =
        (JsonTypeInfo<Entry<TIn>>)NucliaJson.Default.Options.GetTypeInfo(typeof(Entry<TIn>));

    private readonly OpenBytes _open = new();
    private readonly List<TOut> _items = [];
    private BadEntries _bad = new();
    private EntryMatcher? _matcher;
    private int _same;
    private bool _isLasting;

    private ListMemory<TOut>.Entries Known => memory.Known;

    private ListMemory<TOut>.Entries Entries => memory.Spare;

    public void Begin()
    {
        _open.Clear();
        _items.Clear();
        (_bad, _matcher, _same, _isLasting) = (new(), null, 0, true);
    }

    public void Take(ReadOnlySpan<byte> piece, bool isLast)
    {
        var hash = ListReader.Hash(piece);
        if (_matcher is null && _same < Known.Pieces.Count && Known.Pieces[_same].Hash == hash)
        {
            _open.AddEnd(piece, Known.Pieces[_same++].Open);
            if (isLast && _same < Known.Pieces.Count)
                EndEarly();
            return;
        }

        if (_matcher is null)
            ReadFromHere();
        _open.Add(piece);
        Read(isLast);
        Entries.Pieces.Add(new(_isLasting && _bad.Count == 0 ? hash : null, Entries.Ids.Count, _open.Length));
    }

    // Once, after the last piece.
    public Listing<TOut> ToListing()
    {
        if (_matcher is null)
            return new Listing<TOut>([], memory.LeftOut) { Update = new(Known.Ids.Count, []) };

        if (Entries.Ids.Count == 0)
            _bad.RefuseIfAny();
        string[] dropped = [.. _matcher.Unused.Select(place => Known.Ids[place])];
        var update = Known.Ids.Count == 0 ? null : new ListUpdate(Entries.Ids.Count, dropped);
        memory.Keep(_bad.ToLeftOut());
        return new Listing<TOut>(_items, memory.LeftOut) { Update = update };
    }

    public void Dispose() => _open.Dispose();

    // What came before ended later: without what is missing now this is a whole list only if that was spaces.
    private void EndEarly()
    {
        ReadFromHere();
        Read(isLast: true);
    }

    private void ReadFromHere()
    {
        Entries.Begin(Known, _same);
        _matcher = new EntryMatcher(Known.Hashes);
        _matcher.UseFirst(Entries.Ids.Count);
    }

    private void Read(bool isLast)
    {
        do
            PassKnown();
        while (ReadNext(isLast));
        _open.RefuseIfTooMany();
    }

    // Mostly the next entry is the one that came next before, so that it need not be parsed to see where it ends.
    private void PassKnown()
    {
        while (_matcher!.Next is { } next)
        {
            var bytes = _open.AfterComma;
            var length = Known.Lengths[next];
            if (bytes.Length < length || ListReader.Hash(bytes[..length]) != Known.Hashes[next])
                return;

            _matcher.Use(next);
            Entries.Add(Known.Hashes[next], length, Known.Ids[next]);
            _open.Drop(_open.Length - bytes.Length + length);
        }
    }

    // False at the end of the list, and of what has arrived.
    private bool ReadNext(bool isLast)
    {
        var json = _open.AsList(isFromTheBeginning: Entries.Ids.Count + _bad.Count == 0, out var skip);
        var reader = new Utf8JsonReader(json, isLast, default);
        if (!Begins(ref reader, json.IsEmpty && isLast, skipsFirst: skip > 0) || !reader.Read())
            return false;
        if (reader.TokenType is JsonTokenType.EndArray)
        {
            // Refuses whatever follows the list.
            return reader.Read();
        }

        var start = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
            return false;
        var end = (int)reader.BytesConsumed;
        Read(json[start..end]);
        _open.Drop(end - skip);
        return true;
    }

    private void Read(ReadOnlySpan<byte> entry)
    {
        var hash = ListReader.Hash(entry);
        if (_matcher!.Find(hash) is { } same)
        {
            Entries.Add(hash, entry.Length, Known.Ids[same]);
            return;
        }

        var read = JsonSerializer.Deserialize(entry, EntryType);
        if (_bad.Holds(read.Value is { } value ? form.ProblemOf(value) : (read.Name, read.Problem!)))
            return;

        var item = form.Map(read.Value!);
        _items.Add(item);
        var isLasting = memory.IsLasting(item);
        Entries.Add(isLasting ? hash : NoHash, entry.Length, form.IdOf(item));
        _isLasting &= isLasting;
    }

    // Before the first entry that is to be read; false if that much has not arrived. To the serializer null would be an empty list, which
    // would mean that all backups are gone.
    private static bool Begins(ref Utf8JsonReader reader, bool isEmpty, bool skipsFirst)
    {
        if (isEmpty)
            throw new JsonException("It is empty");
        if (!reader.Read())
            return false;

        return reader.TokenType switch
        {
            JsonTokenType.StartArray => !skipsFirst || reader.Read(),
            JsonTokenType.Null => throw new JsonException("It is empty"),
            _ => throw new JsonException("The JSON value could not be converted"),
        };
    }
}

// How a kind of list is read. ProblemOf: what is wrong with a parsed entry; null if nothing is.
internal sealed record ListForm<TIn, TOut>(
    Func<TIn, TOut> Map, Func<TIn, (string? Name, string Problem)?> ProblemOf, Func<TOut, string> IdOf);
