using System.Text.Json;

namespace BackupDashboard.Shell;

/// <summary>Whether something was typed in a form since it was opened or saved.</summary>
/// <param name="draft">What the form fills, whose public properties are compared; null without a form.</param>
public sealed class UnsavedChanges(object? draft)
{
    private string _saved = TextOf(draft);

    public bool Exist() => TextOf(draft) != _saved;

    /// <summary>Before the page is left because of it.</summary>
    public void AreSaved() => _saved = TextOf(draft);

    private static string TextOf(object? draft) => JsonSerializer.Serialize(draft);
}
