using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using BackupDashboard.Journal;

namespace BackupDashboard.Schedules;

// When a box has its turn within the spread of a schedule. By a hash that is the same in every process, so that the turn stays where it is.
internal static class BoxTurn
{
    public static TimeSpan Of(Schedule schedule, string zone, string knowledgeBoxId)
    {
        if (schedule.Spread == TimeSpan.Zero)
            return TimeSpan.Zero;

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{schedule.Id}/{zone}/{knowledgeBoxId}"));
        var part = BinaryPrimitives.ReadUInt32BigEndian(hash) / (uint.MaxValue + 1.0);
        return TimeSpan.FromSeconds(Math.Floor(schedule.Spread.TotalSeconds * part));
    }
}
