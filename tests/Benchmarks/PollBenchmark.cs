using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using BackupDashboard.Nuclia;
using BackupDashboard.Nuclia.Calls;
using BackupDashboard.Nuclia.Client;
using BackupDashboard.Nuclia.Http;
using BackupDashboard.Zones;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Benchmarks;

/// <summary>
/// From the bytes of an answer to the next snapshot of the zone: CPU time and what is allocated. Changed answers differ in one of a hundred
/// entries.
/// </summary>
internal static class PollBenchmark
{
    private static readonly CultureInfo Inv = CultureInfo.InvariantCulture;

    private static readonly TimeSpan StalledAfter = TimeSpan.FromHours(6);

    /// <summary>The system counts CPU time in hundredths of a second.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromMilliseconds(400);

    public static async Task RunAsync(Scale scale, Action<Figure> tell)
    {
        var times = new Dictionary<(int, bool), double>();
        int[] sizes = [scale.Middle / 10, scale.Middle, scale.Large];
        foreach (var size in sizes)
        {
            byte[][] bodies = [Body(size, 0), Body(size, 1)];
            foreach (var isChanged in new[] { true, false })
            {
                var poll = new Poll(isChanged ? bodies : [bodies[0], bodies[0]]);
                var (ours, pass) = await Rounds.InTurnAsync(
                    scale.Rounds, () => MillisecondsAsync(poll.OnceAsync), () =>
                        MillisecondsAsync(() => Task.FromResult(Pass(bodies[0], isChanged))));
                tell(new Figure(
                    $"{size:N0} backups, {(isChanged ? "1 % changed; one Utf8JsonReader pass" : "unchanged; read and hashed")}, CPU", ours,
                    pass,
                    "ms", Goal.RatioAtMost(isChanged ? 2 : 1.1)));
                times[(size, isChanged)] = ours.Median;

                var before = GC.GetTotalAllocatedBytes(precise: true);
                await poll.OnceAsync();
                var allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / 1024.0;
                tell(new Figure(
                    $"{size:N0} backups, {(isChanged ? "1 % changed" : "unchanged")}, allocated", Samples.One(allocated), null, "KB",
                    isChanged ? Goal.None : Goal.AtMost(64, "KB")));
            }
        }

        foreach (var isChanged in new[] { true, false })
        {
            var exponent = Math.Log(times[(sizes[^1], isChanged)] / times[(sizes[0], isChanged)]) / Math.Log((double)sizes[^1] / sizes[0]);
            tell(
                new Figure($"{(isChanged ? "1 % changed" : "unchanged")}, exponent", Samples.One(exponent), null, "",
                    Goal.AtMost(1.05, "")));
        }
    }

    private static async Task<double> MillisecondsAsync(Func<Task<long>> once)
    {
        using var process = Process.GetCurrentProcess();
        var (begun, times) = (process.TotalProcessorTime, 0);
        TimeSpan taken;
        do
        {
            await once();
            times++;
            process.Refresh();
            taken = process.TotalProcessorTime - begun;
        }
        while (taken < Enough);

        return taken.TotalMilliseconds / times;
    }

    /// <summary>The least that can be done with the same bytes.</summary>
    private static long Pass(byte[] body, bool isParsed)
    {
        if (isParsed)
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read())
            {
            }

            return reader.BytesConsumed;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(body.Length);
        body.CopyTo(buffer, 0);
        var hash = XxHash128.HashToUInt128(buffer.AsSpan(0, body.Length));
        ArrayPool<byte>.Shared.Return(buffer);
        return (long)hash;
    }

    private static byte[] Body(int size, int generation)
    {
        var json = new StringBuilder("[");
        for (var number = 0; number < size; number++)
        {
            var started = DateTimeOffset.UnixEpoch.AddYears(56).AddMinutes(number);
            json.Append(number == 0 ? "" : ",")
                .Append(Inv, $"{{\"id\":\"{Id(number, 7)}\",\"account_id\":\"{Id(1, 7)}\",\"started_at\":\"{Moment(started)}\",")
                .Append(Inv, $"\"kb_data\":{{\"id\":\"{Id(number % 300, 8)}\",\"slug\":\"support-{number % 300}\",")
                .Append(Inv, $"\"title\":\"Support of team {number % 300}\",\"created\":\"2024-01-02T03:04:05.123456Z\"}},")
                .Append(Inv, $"\"finished_at\":\"{Moment(started.AddMinutes(3))}\",")
                .Append(Inv, $"\"size\":{1_000_000 + number + (number % 100 == 0 ? generation : 0)}}}");
        }

        return Encoding.UTF8.GetBytes(json.Append(']').ToString());
    }

    private static Guid Id(int number, short kind) => new(number, kind, kind, 1, 2, 3, 4, 5, 6, 7, 8);

    private static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", Inv);

    /// <summary>A zone that is polled again and again, and gives one answer and the other in turn.</summary>
    private sealed class Poll(byte[][] answers)
    {
        private static readonly AnswerBody Body = new(Options.Create(new NucliaOptions { MaxAnswerMegabytes = 256 }));

        private readonly ListMemory<BackupItem> _memory = new();
        private ZoneSnapshot _zone = new(new Zone("1", "bench", "Bench", new Uri("https://bench.example")));
        private int _next;

        public async Task<long> OnceAsync()
        {
            var call = new Call("list backups", DateTimeOffset.MaxValue);
            using var source = new ByteArrayContent(answers[_next++ % answers.Length]);
            source.Headers.ContentType = new("application/json");
            var items = await ListReader.ReadAsync(
                call,
                async () =>
                {
                    var response = new HttpResponseMessage { Content = source };
                    await Body.ReadAsync(response, call, CancellationToken.None);
                    return response;
                },
                NucliaReader.FormOfBackups(),
                _memory);
            var poll = new PollResult(TimeProvider.System.GetUtcNow(), items, null, null)
            {
                Update = items.Update,
                BackupsLeftOut = items.LeftOut
            };
            (_zone, var changes) = SnapshotBuilder.Next(_zone, poll, StalledAfter);
            return changes.Count;
        }
    }
}
