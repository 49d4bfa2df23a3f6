namespace BackupDashboard.Crash;

/// <summary>How the cloud behaves until the next kill: mostly slow, so that kills hit calls in flight, and often worse.</summary>
internal sealed class FaultSchedule(Cloud cloud, Random random)
{
    private const double FairShare = 0.15;

    private static readonly string[] Commands = ["create", "delete", "restore"];

    public async Task ChangeAsync()
    {
        await cloud.ClearFaultsAsync();
        if (random.NextDouble() < FairShare)
            return;

        foreach (var operation in Commands)
        {
            for (var faults = random.Next(1, 4); faults > 0; faults--)
                await cloud.FaultAsync(OfCommand(operation));
        }

        if (random.Next(4) == 0)
            await cloud.FaultAsync(OfList());
    }

    private object OfCommand(string operation)
    {
        var (delayMs, times) = (random.Next(100, 3_000), random.Next(1, 4));
        return random.Next(10) switch
        {
            // Carried out late, or never when the client is killed first.
            <= 3 => new { operation, kind = "delay", delayMs, times },

            // Carried out, and no one hears of it.
            4 => new { operation, kind = "applied-then-reset", delayMs, times },
            5 => new { operation, kind = "malformed", status = 500, body = "It broke while it was answering", delayMs, times },
            6 => new { operation, kind = "drip", delayMs = 300, times },

            // Not carried out, which no one can know at first.
            7 => new { operation, kind = "reset", delayMs, times },
            8 => new { operation, kind = "status", status = random.Next(2) == 0 ? 500 : 503, delayMs, times },

            // Longer than a command is waited for.
            _ => new { operation, kind = "delay", delayMs = 8_000, times = 1 },
        };
    }

    private object OfList() => random.Next(2) == 0
        ? new { operation = "list", kind = "delay", delayMs = random.Next(100, 1_000), times = 3 }
        : new { operation = "list", kind = "status", status = 503, times = 2 };
}
