using System.Collections.Specialized;
using System.Globalization;

namespace BackupDashboard.Shell;

/// <summary>The shown page of a longer list. A part of the view's address.</summary>
/// <param name="Page">From 0; from 1 in the address.</param>
/// <param name="Size">Rows per page.</param>
public sealed record Paging(int Page = 0, int Size = Paging.DefaultSize)
{
    public const int DefaultSize = 25;

    public static readonly int[] Sizes = [10, 25, 50, 100];

    public Paging AtFirst() => this with { Page = 0 };

    public int Skipped => Page * Size;

    /// <summary>What cannot be understood is ignored, so that an old link still opens.</summary>
    public static Paging Parse(NameValueCollection values) => new(
        Math.Max(0, Number(values["page"], 1) - 1),
        Number(values["size"], DefaultSize) is var size && Sizes.Contains(size) ? size : DefaultSize);

    /// <summary>What is as usual is left out.</summary>
    public void AddTo(Dictionary<string, string?> values)
    {
        if (Page > 0)
            values["page"] = (Page + 1).ToString(CultureInfo.InvariantCulture);
        if (Size != DefaultSize)
            values["size"] = Size.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>How many pages there are; one, when there is nothing.</summary>
    public int Pages(int total) => Math.Max(1, (total + Size - 1) / Size);

    /// <summary>Defaults are omitted.</summary>
    public Paging Within(int total) => this with { Page = Math.Min(Page, Pages(total) - 1) };

    private static int Number(string? text, int otherwise) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1_000_000 ? number : otherwise;
}
