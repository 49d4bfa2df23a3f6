using System.Text.RegularExpressions;

namespace BackupDashboard.Nuclia;

internal static partial class Identifier
{
    // What is wrong with an id; null if nothing is.
    public static string? ProblemOf(string? id) =>
        id is not null && Form().IsMatch(id) ? null : "is not of an id's form (letters, digits, _ and -)";

    // The refusal of an id that cannot be one.
    public static NucliaError? Check(string? id, string what) =>
        ProblemOf(id) is { } problem ? new(NucliaErrorKind.Invalid, $"The id of the {what} {problem}; nothing was sent.") : null;

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,128}\z")]
    private static partial Regex Form();
}
