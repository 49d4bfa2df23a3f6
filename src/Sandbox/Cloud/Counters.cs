namespace BackupDashboard.Sandbox.Cloud;

internal sealed record Counters(long Resources, long Paragraphs, long Fields, long Sentences, double IndexSize)
{
    public Counters Scale(double factor) => new(
        (long)(Resources * factor),
        (long)(Paragraphs * factor),
        (long)(Fields * factor),
        (long)(Sentences * factor),
        Math.Floor(IndexSize * factor));

    public Counters WithDeadEntries(double share) => this with
    {
        Paragraphs = (long)(Paragraphs * (1 + share)),
        Fields = (long)(Fields * (1 + share)),
        Sentences = (long)(Sentences * (1 + share)),
    };
}
