using System.Collections.Concurrent;
using System.Text;

namespace BackupDashboard.EndToEnd.Running;

/// <summary>Everything that reaches a browser: bodies and headers of answers, and what comes over its connections.</summary>
internal sealed class CapturedTraffic
{
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly ConcurrentQueue<Task> _reading = new();

    public void Follow(IPage page)
    {
        page.Response += (_, response) => _reading.Enqueue(ReadAsync(response));
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => _heard.Enqueue(
            frame.Text ?? Encoding.Latin1.GetString(frame.Binary ?? []));
    }

    public void Add(string text) => _heard.Enqueue(text);

    /// <summary>After the page is closed: what it never finished reading then ends as well.</summary>
    public async Task<string> AllAsync()
    {
        await Task.WhenAll(_reading).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        return string.Join('\n', _heard);
    }

    private async Task ReadAsync(IResponse response)
    {
        try
        {
            _heard.Enqueue(string.Join('\n', (await response.AllHeadersAsync()).Select(header => $"{header.Key}: {header.Value}")));
            _heard.Enqueue(Encoding.Latin1.GetString(await response.BodyAsync()));
        }
        catch (PlaywrightException)
        {
            // A redirect has no body, nor has what the browser threw away with the page before.
        }
    }
}
