using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace BackupDashboard.Tests.Shared;

/// <summary>Makes meters, or listens to those of a container, and to no others: tests run side by side in one process.</summary>
public sealed class TestMeters : IMeterFactory
{
    private readonly ConcurrentQueue<(string Name, string Text)> _recorded = new();
    private readonly ConcurrentQueue<Meter> _made = new();
    private readonly MeterListener _listener = new();

    /// <param name="factory">Whose meters are listened to; none: its own.</param>
    public TestMeters(IMeterFactory? factory = null)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory ?? this))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>(Keep);
        _listener.SetMeasurementEventCallback<long>(Keep);
        _listener.SetMeasurementEventCallback<double>(Keep);
        _listener.Start();
    }

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _made.Enqueue(meter);
        return meter;
    }

    /// <summary>What was measured so far: "7 outcome=ok zone=europe".</summary>
    public IReadOnlyList<string> Recorded(string instrument) => [.. _recorded.Where(one => one.Name == instrument).Select(one => one.Text)];

    /// <summary>What an observable instrument says now.</summary>
    public IReadOnlyList<string> Observe(string instrument)
    {
        _recorded.Clear();
        _listener.RecordObservableInstruments();
        return Recorded(instrument);
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var meter in _made)
            meter.Dispose();
    }

    private void Keep<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var labels = tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $" {tag.Key}={tag.Value}");
        _recorded.Enqueue((instrument.Name, FormattableString.Invariant($"{value}{string.Concat(labels)}")));
    }
}
