namespace BackupDashboard.Shell;

/// <summary>
/// What a component shows, as it was last drawn. Nearly every change of a zone is one that an open page does not show: whatever is drawn
/// all the same sends its handlers to the browser again, even if nothing in it is another.
/// </summary>
internal sealed class Drawn
{
    private object? _last;

    /// <summary>For the component's <c>ShouldRender</c>.</summary>
    /// <param name="shown">All that is shown, which says by itself whether it is the same.</param>
    public bool IsAnother(object shown) => !shown.Equals(_last);

    /// <summary>For its markup: from the decision to draw it until that is done, parameters may come that it will show already.</summary>
    /// <param name="shown">As above.</param>
    public void Keep(object shown) => _last = shown;
}
