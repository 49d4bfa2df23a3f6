using BackupDashboard.Primitives;

namespace BackupDashboard.KnowledgeBoxes;

internal static class TitleRules
{
    // In UTF-16 units. No longer than the shown part of a title that is read back, because a restored box is recognized by it.
    public const int MaximumLength = PlainText.LongestTitle;

    // Returns what is wrong, in a sentence; null if nothing is.
    public static string? Problem(string? title) => title?.Trim() switch
    {
        null or "" => "Enter a title.",
        { Length: > MaximumLength } => $"A title has at most {MaximumLength} characters here.",
        { } text when !PlainText.HasSomethingVisible(text) => "Enter a title of which something can be seen.",
        _ => null,
    };
}
