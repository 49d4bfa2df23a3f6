using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BackupDashboard.Tests.Shared;

/// <summary>Keeps warnings and errors: an unexpected error that the program logs fails the test that caused it.</summary>
public sealed class TestLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ConcurrentQueue<string> _warnings = new();
    private readonly TestSignal _pulse = new();

    /// <summary>Set by a test whose subject is such a mistake.</summary>
    public bool ErrorsAreExpected { get; set; }

    public IReadOnlyCollection<string> Errors => _errors;

    public IReadOnlyCollection<string> Warnings => _warnings;

    public Task ErrorAsync(string containing) =>
        _pulse.UntilAsync(
            () => _errors.Any(error => error.Contains(containing, StringComparison.Ordinal)), () => $"'{containing}' was not logged");

    public Task WarningAsync(string containing) =>
        _pulse.UntilAsync(
            () => _warnings.Any(warning => warning.Contains(containing, StringComparison.Ordinal)), () => $"'{containing}' was not logged");

    public void ShouldHaveNoErrors()
    {
        if (!ErrorsAreExpected)
            _errors.ShouldBeEmpty();
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(TestLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;

            var lines = logLevel >= LogLevel.Error ? log._errors : log._warnings;
            lines.Enqueue($"{category}: {formatter(state, exception)} {exception}");
            log._pulse.Beat();
        }
    }
}
