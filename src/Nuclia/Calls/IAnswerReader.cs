namespace BackupDashboard.Nuclia.Calls;

// Takes an answer while it arrives, so that a long one is never held whole.
internal interface IAnswerReader
{
    // An attempt begins; whatever one before it has brought does not count.
    void Begin();

    // The next piece, decompressed, in UTF-8. All but the last are equally long; the last may be empty.
    // Throws JsonException and NucliaFailure: the answer cannot be used.
    void Take(ReadOnlySpan<byte> piece, bool isLast);
}
