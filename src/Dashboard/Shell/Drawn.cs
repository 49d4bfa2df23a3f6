namespace BackupDashboard.Shell;

/// <summary>
/// What a component shows, as it was last drawn. Nearly every change of a zone is one that an open page does not show: whatever is drawn
/// all the same sends its handlers to the browser again, even if nothing in it is another.
/// </summary>
internal sealed class Drawn
{
    private object? _last;

    /// <param name="shown">All that is shown, which says by itself whether it is the same.</param>
    /// <returns>Whether to draw it.</returns>
    public bool IsAnother(object shown)
    {
        var isAnother = !shown.Equals(_last);
        _last = shown;
        return isAnother;
    }
}
