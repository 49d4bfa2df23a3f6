using BackupDashboard.Primitives;

namespace BackupDashboard.KnowledgeBoxes;

/// <summary>The title of a new knowledge box: one rule for the form, the API, the request and the last check before it is sent.</summary>
internal static class TitleRules
{
    // In UTF-16 units. No longer than the shown part of a title that is read back, because a restored box is recognized by it.
    public const int MaximumLength = PlainText.LongestTitle;

    /// <returns>What is wrong, in a sentence; null if nothing is.</returns>
    public static string? Problem(string? title) => title?.Trim() switch
    {
        null or "" => "Enter a title.",
        { Length: > MaximumLength } => $"A title has at most {MaximumLength} characters here.",
        { } text when !PlainText.HasSomethingVisible(text) => "Enter a title of which something can be seen.",
        _ => null,
    };
}
