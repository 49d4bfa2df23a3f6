namespace BackupDashboard.Sandbox.Cloud;

internal sealed record Counters(long Resources, long Paragraphs, long Fields, long Sentences, double IndexSize)
{
    public Counters Scale(double factor) => new(
        (long)(Resources * factor),
        (long)(Paragraphs * factor),
        (long)(Fields * factor),
        (long)(Sentences * factor),
        Math.Floor(IndexSize * factor));
}
