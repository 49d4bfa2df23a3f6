using System.Collections.Concurrent;
using System.Globalization;
using BackupDashboard.Primitives;
using Humanizer;

namespace BackupDashboard.Shell;

// Figures for people. English in every circuit, so that one operator can quote another.
internal static class Format
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    // Of the nouns in this program. Looking for one goes through all of Humanizer's rules, which a page with many counts cannot afford.
    private static readonly ConcurrentDictionary<string, string> Plurals = new(StringComparer.Ordinal);

    public static string Bytes(long count) => count == 0 ? "0 B" : count.Bytes().Humanize("0.#", English);

    public static string ExactBytes(long count) => string.Create(English, $"{count:N0} bytes");

    public static string Count(long count) => count.ToString("N0", English);

    /// <summary>"1 backup", "1,204 backups".</summary>
    public static string Count(long count, string noun) =>
        $"{Count(count)} {(count == 1 ? noun : Plurals.GetOrAdd(noun, static one => one.Pluralize()))}";

    public static string Age(DateTimeOffset moment, DateTimeOffset now) =>
        !PlausibleTime.IsKnown(moment) ? "at an unknown time" : moment > now ? "just now" : moment.Humanize(now, English);

    // As on a timer, if there is little room: 9:58, or 1:02:03; never below zero.
    public static string Clock(TimeSpan duration)
    {
        var shown = duration < TimeSpan.Zero ? TimeSpan.Zero : duration;
        return shown.ToString(
            shown.TotalHours < 1 ? @"m\:ss" : shown.TotalDays < 1 ? @"h\:mm\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);
    }

    // The two largest units; never negative, although clocks differ.
    public static string Duration(TimeSpan duration) =>
        (duration < TimeSpan.Zero ? TimeSpan.Zero : duration)
            .Humanize(precision: 2, culture: English, minUnit: TimeUnit.Second, maxUnit: TimeUnit.Day);

    public static string About(long count, string noun)
    {
        var unit = (long)Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(1, count))) - 1));
        var rounded = (long)Math.Round((double)count / unit, MidpointRounding.AwayFromZero) * unit;
        return $"about {Count(rounded, noun)}";
    }
}
