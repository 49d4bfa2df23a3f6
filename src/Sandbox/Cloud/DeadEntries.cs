namespace BackupDashboard.Sandbox.Cloud;

// Deleted and replaced entries that the server's index still holds and counts. A box with a history keeps a few per cent: on a quiet box
// no merge runs. A restored box has many at first, which are merged in the seconds of work after its content has arrived.
internal static class DeadEntries
{
    private const double AtFirst = 0.08;
    private const double MergedWithin = 5;

    public static double ShareOf(Guid boxId, Arrival? arrival, Moment moment)
    {
        var settled = 0.01 + 0.05 * boxId.ToByteArray()[0] / byte.MaxValue;
        if (arrival is null)
            return settled;

        var left = Math.Clamp((arrival.Until + MergedWithin - moment.Work) / MergedWithin, 0, 1);
        return settled / 2 + AtFirst * left;
    }
}
