namespace BackupDashboard.Nuclia;

/// <summary>What a knowledge box holds, counted by the cloud; the counts trail behind while content arrives.</summary>
/// <param name="Resources">Documents. The only exact count: it is made in the cloud's database.</param>
/// <param name="Paragraphs">Paragraphs, approximate: a sum over index segments that may still hold deleted and replaced entries.</param>
/// <param name="Fields">Fields of documents, approximate.</param>
/// <param name="Sentences">Sentences, approximate.</param>
public sealed record Counters(long Resources, long Paragraphs, long Fields, long Sentences)
{
    private const long Absurd = 1_000_000_000_000;

    // False for counts that cannot be true, such as negative ones.
    internal bool IsPlausible => new[] { Resources, Paragraphs, Fields, Sentences }.All(count => count is >= 0 and < Absurd);
}
