namespace BackupDashboard.Shell;

/// <summary>
/// What a component shows, as it was last drawn. An open page does not show most changes of a zone; if it is rendered
/// nevertheless, it sends all its event handlers to the browser again, although nothing on it has changed.
/// </summary>
internal sealed class Drawn
{
    private object? _last;

    /// <summary>For the component's <c>ShouldRender</c>.</summary>
    /// <param name="shown">Everything that is shown, with equality by value.</param>
    public bool IsAnother(object shown) => !shown.Equals(_last);

    /// <summary>
    /// For its markup, and not for <c>ShouldRender</c>: parameters that arrive between that decision and the rendering are shown already.
    /// </summary>
    /// <param name="shown">As above.</param>
    public void Keep(object shown) => _last = shown;
}
