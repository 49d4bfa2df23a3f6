using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace BackupDashboard.Tests.Nuclia;

/// <summary>Keeps everything that is logged, scopes and values included.</summary>
internal sealed class CapturedLogs : ILoggerProvider
{
    private readonly Channel<string> _news = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _lines = new();

    public string All => string.Join('\n', _lines);

    /// <summary>Waits for a line that was not waited for before.</summary>
    public async Task WaitForAsync(string text, CancellationToken cancellationToken)
    {
        while (!(await _news.Reader.ReadAsync(cancellationToken))
                .Contains(text, StringComparison.Ordinal)) cancellationToken.ThrowIfCancellationRequested();
    }

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, this);

    public void Dispose()
    {
    }

    private void Keep(string line)
    {
        _lines.Enqueue(line);
        _news.Writer.TryWrite(line);
    }

    private sealed class Logger(string category, CapturedLogs logs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Keep("scope", state);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            logs.Keep($"{logLevel} {category} {eventId.Id} {formatter(state, exception)} {exception}");
            Keep("state", state);
        }

        private void Keep<TState>(string what, TState state)
        {
            if (state is IEnumerable<KeyValuePair<string, object?>> values)
                logs.Keep($"{what} {string.Join(", ", values.Select(value => $"{value.Key}={value.Value}"))}");
            else
                logs.Keep($"{what} {state}");
        }
    }
}
