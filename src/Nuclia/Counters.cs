namespace BackupDashboard.Nuclia;

/// <summary>What a knowledge box holds, counted by the cloud; the counts trail behind while content arrives.</summary>
/// <param name="Resources">Documents.</param>
/// <param name="Paragraphs">Paragraphs.</param>
/// <param name="Fields">Fields of documents.</param>
/// <param name="Sentences">Sentences.</param>
public sealed record Counters(long Resources, long Paragraphs, long Fields, long Sentences);
