using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace BackupDashboard.Shell;

// An icon as one piece of markup, for what is drawn in every row of a table: there a component for each icon costs more than the row.
internal static class Glyph
{
    private static readonly ConcurrentDictionary<string, MarkupString> Drawn = new(StringComparer.Ordinal);

    /// <param name="icon">A constant of MudBlazor's Icons: the paths within a 24 by 24 drawing.</param>
    public static MarkupString Of(string icon) => Drawn.GetOrAdd(icon, static paths => new MarkupString(
        $"""<svg class="glyph" viewBox="0 0 24 24" focusable="false" aria-hidden="true">{paths}</svg>"""));
}
