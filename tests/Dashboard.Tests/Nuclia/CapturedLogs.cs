using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BackupDashboard.Tests.Nuclia;

/// <summary>Keeps everything that is logged, scopes and values included.</summary>
internal sealed class CapturedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string All => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Keep("scope", state);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lines.Enqueue($"{logLevel} {category} {eventId.Id} {formatter(state, exception)} {exception}");
            Keep("state", state);
        }

        private void Keep<TState>(string what, TState state)
        {
            if (state is IEnumerable<KeyValuePair<string, object?>> values)
                lines.Enqueue($"{what} {string.Join(", ", values.Select(value => $"{value.Key}={value.Value}"))}");
            else
                lines.Enqueue($"{what} {state}");
        }
    }
}
