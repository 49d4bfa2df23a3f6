using BackupDashboard.Primitives;

namespace BackupDashboard.KnowledgeBoxes;

/// <summary>The title of a new knowledge box: one rule for the form, the API, the request and the last check before it is sent.</summary>
public static class TitleRules
{
    /// <summary>In UTF-16 units. No longer than a title that is read back is shown: a restored box is recognized by it.</summary>
    public const int MaximumLength = PlainText.LongestTitle;

    /// <returns>What is wrong, in a sentence; null when nothing is.</returns>
    public static string? Problem(string? title) => title?.Trim() switch
    {
        null or "" => "Enter a title.",
        { Length: > MaximumLength } => $"A title has at most {MaximumLength} characters here.",
        { } text when !PlainText.HasSomethingVisible(text) => "Enter a title of which something can be seen.",
        _ => null,
    };
}
