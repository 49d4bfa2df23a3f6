namespace BackupDashboard.Crash;

internal sealed record CrashReport(
    int Kills, IReadOnlyList<JournalRow> Journal, IReadOnlyList<Finding> Findings, int Accepted, int UnderWay, int Unanswered,
        long EverUnknown)
{
    private const int MostToTell = 30;

    /// <summary>What is wrong with the run itself: it proves nothing then.</summary>
    public required IReadOnlyList<string> Obstacles { get; init; }

    /// <summary>Kills that hit nothing prove nothing.</summary>
    private bool IsEnough => Journal.Count >= Kills && Unanswered >= Kills / 4;

    public bool IsGood => Findings.Count == 0 && Obstacles.Count == 0 && IsEnough;

    public void Tell()
    {
        foreach (var finding in Findings.Take(MostToTell))
            Console.WriteLine($"{finding.Verdict}: {finding.Text}");
        foreach (var obstacle in Obstacles.Take(MostToTell))
            Console.WriteLine(obstacle);
        if (!IsEnough)
            Console.WriteLine("Too few operations were requested, or in flight when the process died, to say anything.");

        var ends = string.Join(
            ", ", Journal.CountBy(row => row.State).Select(state => $"{state.Value} {state.Key}").Order(StringComparer.Ordinal));
        Console.WriteLine(
            $"By themselves: {Journal.Count(row => row.Via == "Schedule")} times of a schedule, "
            + $"{Journal.Count(row => row.Via == "Retention")} deletions by a retention rule.");
        Console.WriteLine(
            $"The browser saw {Accepted} accepted. {UnderWay} were under way at a kill, {Unanswered} of them sent and unanswered; "
            + $"{EverUnknown} were in doubt for a while. Ended: {ends}");
        Console.WriteLine(
            $"{Kills} kills, {Journal.Count} operations: {Count(Verdict.Lost)} lost, {Count(Verdict.Doubled)} doubled, "
                + $"{Count(Verdict.Unknown)} unknown");
    }

    private int Count(Verdict verdict) => Findings.Count(finding => finding.Verdict == verdict);
}
