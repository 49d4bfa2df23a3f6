using System.Net;

namespace BackupDashboard.Benchmarks;

/// <summary>Requests over a few connections, each sent as soon as the one before is answered.</summary>
internal sealed class Load(HttpClient http, Func<HttpRequestMessage> request, HttpStatusCode expected = HttpStatusCode.OK)
{
    private const int Connections = 8;

    /// <returns>Requests per second, and how long they took, in milliseconds, sorted.</returns>
    public async Task<(double PerSecond, double[] Milliseconds)> RunAsync(TimeSpan time)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => OneAsync(begun, time))));
        double[] taken = [.. all.SelectMany(one => one).Order()];
        return (taken.Length / TimeProvider.System.GetElapsedTime(begun).TotalSeconds, taken);
    }

    /// <param name="p99">Where to add how long the slowest hundredth took, in milliseconds.</param>
    public async Task<double> PerSecondAsync(TimeSpan time, List<double>? p99 = null)
    {
        var (perSecond, taken) = await RunAsync(time);
        p99?.Add(Percentile(taken, 0.99));
        return perSecond;
    }

    public static double Percentile(double[] sorted, double part) => sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * part)];

    private async Task<List<double>> OneAsync(long begun, TimeSpan time)
    {
        var taken = new List<double>();
        var buffer = new byte[64 * 1024];
        while (TimeProvider.System.GetElapsedTime(begun) < time)
        {
            var sent = TimeProvider.System.GetTimestamp();
            using var message = request();
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
            if (response.StatusCode != expected)
                throw new InvalidOperationException($"{message.RequestUri}: {(int)response.StatusCode}, and not {(int)expected}");

            await using var body = await response.Content.ReadAsStreamAsync();
            while (await body.ReadAsync(buffer) > 0)
            {
            }

            taken.Add(TimeProvider.System.GetElapsedTime(sent).TotalMilliseconds);
        }

        return taken;
    }
}
