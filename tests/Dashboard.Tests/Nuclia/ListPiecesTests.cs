using System.Text;
using System.Text.Json;
using BackupDashboard.Nuclia;
using BackupDashboard.Nuclia.Calls;
using BackupDashboard.Nuclia.Client;
using BackupDashboard.Nuclia.Http;
using BackupDashboard.Nuclia.Wire;
using CsCheck;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Tests.Nuclia;

/// <summary>
/// A list that arrives in pieces, of which those that are as before are not read, says the same as one that is read whole. Wherever the
/// pieces end: within a word, between two entries, after the list.
/// </summary>
public sealed class ListPiecesTests
{
    private const string Finished = "\"2026-03-02T09:01:00Z\"";

    private static readonly Gen<string> AnyEntry =
        from id in Gen.Int[0, 20]
        from kind in Gen.Frequency((1, Gen.Const("bad")), (2, Gen.Const("open")), (20, Gen.Const("plain")))
        from title in Gen.OneOf(Gen.Const("Manuals"), Gen.Const("手引き"), Gen.Const("a]\\\"}, {"))
        from space in Gen.OneOf(Gen.Const(""), Gen.Const(" "), Gen.Const("\n\t  "))
        let finished = kind == "open" ? "null" : Finished
        select kind == "bad"
            ? $$"""{"id":"bad","started_at":"soon","kb_data":null}{{space}}"""
            : $"{space}{Entry(id, title, finished)}{space}";

    /// <summary>Most answers are as the one before, or have some entries more or fewer; some are cut short, or go on.</summary>
    private static readonly Gen<(int At, string[] Added, int Removed, string End)> AnyChange = Gen.Select(
        Gen.Int[0, 12],
        Gen.Frequency((3, Gen.Const(0)), (2, Gen.Int[1, 3])).SelectMany(count => AnyEntry.Array[count]),
        Gen.Frequency((3, Gen.Const(0)), (2, Gen.Int[1, 3])),
        Gen.Frequency((12, Gen.Const("]")), (2, Gen.Const("]  \n")), (1, Gen.Const("")), (1, Gen.Const("] x")), (1, Gen.Const(",]"))));

    /// <summary>At least as many as a byte order mark has.</summary>
    private static readonly Gen<int> AnyPieceBytes = Gen.Int[3, 400];

    private static readonly Gen<string> AnyMark = Gen.OneOf(Gen.Const(""), Gen.Const("\uFEFF"));

    private static readonly AnswerBody Body = new(Options.Create(new NucliaOptions()));

    [Fact]
    public async Task AnyAnswers_InPiecesOfAnySize_SayWhatTheWholeOnesSay() =>
        await Gen.Select(AnyPieceBytes, AnyMark, AnyEntry.Array[0, 12], AnyChange.Array[1, 8]).SampleAsync(
            async (pieceBytes, mark, first, changes) =>
            {
                var (memory, known) = (NewMemory(), new Dictionary<string, BackupItem>());
                var entries = first.ToList();
                foreach (var (at, added, removed, end) in changes)
                {
                    var place = Math.Min(at, entries.Count);
                    entries.RemoveRange(place, Math.Min(removed, entries.Count - place));
                    entries.InsertRange(place, added);
                    var json = Encoding.UTF8.GetBytes($"{mark}[{string.Join(',', entries)}{end}");
                    var (whole, problem) = await ReadAsync(json, json.Length + 1, NewMemory());
                    var (read, problemInPieces) = await ReadAsync(json, pieceBytes, memory);

                    problemInPieces.ShouldBe(problem);
                    if (read is null || whole is null)
                        continue;
                    read.LeftOut.IsSameAs(whole.LeftOut).ShouldBeTrue();
                    Apply(read, known);

                    // Of two with one id, either may count: as the watcher does, the next list is read whole.
                    if (known.Count == whole.Count)
                        known.Values.ShouldBe(whole, ignoreOrder: true);
                    else
                        memory.Forget();
                }
            },
            iter: 3000, threads: 2);

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public async Task SameAnswer_Again_IsRecognizedByItsPieces(string mark)
    {
        var json = Encoding.UTF8.GetBytes($"{mark}[{string.Join(',', Enumerable.Range(0, 100).Select(number => Entry(number)))}]");
        var memory = NewMemory();
        (await ReadAsync(json, 500, memory)).Listing!.Count.ShouldBe(100);

        (await ReadAsync(json, 500, memory)).Listing!.IsUnchanged.ShouldBeTrue();
        memory.Known.Pieces.Count.ShouldBe(json.Length / 500 + 1);
        memory.Known.Pieces.ShouldAllBe(piece => piece.Hash != null);
    }

    [Fact]
    public async Task OneMoreAtTheEnd_OnlyThatOneIsRead()
    {
        var entries = Enumerable.Range(0, 100).Select(number => Entry(number)).ToList();
        var memory = NewMemory();
        await ReadAsync(Encoding.UTF8.GetBytes($"[{string.Join(',', entries)}]"), 500, memory);
        entries.Add(Entry(100));

        var listing = (await ReadAsync(Encoding.UTF8.GetBytes($"[{string.Join(',', entries)}]"), 500, memory)).Listing!;
        listing.ShouldHaveSingleItem().Id.ShouldBe("b100");
        listing.Update!.Total.ShouldBe(101);
        listing.Update.Dropped.ShouldBeEmpty();
    }

    /// <summary>A hundred thousand backups would remember a hundred thousand boxes otherwise.</summary>
    [Fact]
    public async Task Box_OfSeveralBackups_IsRememberedOnce()
    {
        var list = $"[{Entry(1)},{Entry(2)},{Entry(3, title: "Other manuals")}]";
        var listing = (await ReadAsync(Encoding.UTF8.GetBytes(list), 500, NewMemory())).Listing!;
        listing[1].KnowledgeBox.ShouldBeSameAs(listing[0].KnowledgeBox);
        listing[2].KnowledgeBox.Title.ShouldBe("Other manuals");
    }

    private static string Entry(int number, string title = "Manuals", string finished = Finished) =>
        $$"""
        {"id":"b{{number}}","started_at":"2026-03-02T09:00:00Z","finished_at":{{finished}},"size":{{number}},
        "kb_data":{"id":"kb","slug":"manuals","title":"{{title}}","created":"2024-01-02T03:04:05Z"} }
        """;

    private static ListMemory<BackupItem> NewMemory() => new(item => item.FinishedAt is not null);

    private static void Apply(Listing<BackupItem> read, Dictionary<string, BackupItem> known)
    {
        if (read.Update is null)
            known.Clear();
        foreach (var id in read.Update?.Dropped ?? [])
            known.Remove(id);
        foreach (var item in read)
            known[item.Id] = item;
    }

    private static async Task<(Listing<BackupItem>? Listing, string? Problem)> ReadAsync(
        byte[] json, int pieceBytes, ListMemory<BackupItem> memory)
    {
        using var reader = new ListReader<BackupAnswer, BackupItem>(NucliaReader.FormOfBackups(), memory);
        try
        {
            using var stream = new MemoryStream(json);
            await Body.PassAsync(stream, reader, pieceBytes, TestContext.Current.CancellationToken);
            return (reader.ToListing(), null);
        }
        catch (Exception exception) when (exception is JsonException or NucliaFailure)
        {
            return (null, Failures.Of(exception)!.Kind.ToString());
        }
    }
}
