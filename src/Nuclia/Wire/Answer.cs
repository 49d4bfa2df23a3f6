using System.Text;
using System.Text.Json;
using BackupDashboard.Nuclia.Calls;

namespace BackupDashboard.Nuclia.Wire;

// Refuses what the serializer accepts: an empty body, and lists without a usable entry.
internal static class Answer
{
    // A list with more bad entries than this does not follow the contract, and is not read to its end.
    private const int MostLeftOut = 1000;

    private static readonly JsonSerializerOptions Options = NucliaJson.Default.Options;

    public static T Whole<T>(T? answer)
        where T : class => answer ?? throw new JsonException("It is empty");

    // Reads a list entry by entry, so that bad entries cost as little as possible. problemOf: what is wrong with a parsed entry; null if
    // nothing is.
    public static async Task<Listing<TOut>> ListAsync<TIn, TOut>(
        Task<HttpResponseMessage> sending, Func<TIn, TOut> map, Func<TIn, (string? Name, string Problem)?> problemOf,
            CancellationToken cancellationToken)
        where TIn : class
    {
        using var response = await sending;
        await using var body = await BodyAsync(response.Content, cancellationToken);
        if (body.CanSeek && body.Length == 0)
            throw new JsonException("It is empty");

        var items = new List<TOut>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var (bad, first) = (0, "");
        await foreach (var entry in JsonSerializer.DeserializeAsyncEnumerable<Entry<TIn>>(body, Options, cancellationToken))
        {
            var problem = entry.Value is { } value ? problemOf(value) : (entry.Name, entry.Problem!);
            if (problem is not var (name, what))
            {
                items.Add(map(entry.Value!));
                continue;
            }

            if (bad++ == 0)
                first = Text.OneLine(what);
            if (!string.IsNullOrEmpty(name))
                names.Add(name);
            if (bad > MostLeftOut) throw new NucliaFailure(
                Failures.Unreadable($"More than {MostLeftOut} entries of the list are unusable: {first}."));
        }

        if (bad == 0 && items.Count == 0)
            await RefuseNullAsync(body, cancellationToken);
        return bad > 0 && items.Count == 0
            ? throw new NucliaFailure(Failures.Unreadable($"No entry of the list can be used: {first}."))
            : new(items, new LeftOut(bad, first, names));
    }

    // To the serializer it is an empty list, which would mean that all backups are gone.
    private static async Task RefuseNullAsync(Stream body, CancellationToken cancellationToken)
    {
        if (!body.CanSeek)
            throw new JsonException("It is empty");
        body.Position = 0;
        using var json = await JsonDocument.ParseAsync(body, default, cancellationToken);
        if (json.RootElement.ValueKind is not JsonValueKind.Array)
            throw new JsonException("It is empty");
    }

    private static async Task<Stream> BodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var name = content.Headers.ContentType?.CharSet?.Trim('"') ?? Encoding.UTF8.WebName;
        var stream = await content.ReadAsStreamAsync(cancellationToken);
        if (name.Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase))
            return stream;
        try
        {
            return Encoding.CreateTranscodingStream(stream, Encoding.GetEncoding(name), Encoding.UTF8);
        }
        catch (ArgumentException)
        {
            throw new NucliaFailure(Failures.Unreadable("Its character set is not known."));
        }
    }
}
