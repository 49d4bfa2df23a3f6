using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace BackupDashboard.Shell;

// A line as tall as the text beside it, without axes: whether figures grow. One piece of markup, for what is drawn in every row of a table.
internal static class Spark
{
    // Of fewer there is no trend.
    private const int Fewest = 3;

    private const double Width = 40;
    private const double Height = 12;

    /// <param name="values">From left to right.</param>
    /// <returns>Nothing if they are too few.</returns>
    public static MarkupString Of(IReadOnlyList<long> values)
    {
        if (values.Count < Fewest)
            return default;

        var (least, most) = (values.Min(), values.Max());
        var points = values.Select((value, index) => string.Create(
            CultureInfo.InvariantCulture,
            $"{index * Width / (values.Count - 1):0.#},{Height * (1 - PartOf(value)):0.#}"));
        return new MarkupString(
            $"""<svg class="spark" viewBox="0 -1 40 14" aria-hidden="true"><polyline points="{string.Join(' ', points)}"/></svg>""");

        double PartOf(long value) => most == least ? 0.5 : (double)(value - least) / (most - least);
    }
}
