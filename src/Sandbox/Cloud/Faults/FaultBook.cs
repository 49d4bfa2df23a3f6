namespace BackupDashboard.Sandbox.Cloud.Faults;

// The active faults. The oldest that matches a request applies, so that a sequence can be listed in order.
internal sealed class FaultBook
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];

    public void Add(Fault fault)
    {
        lock (_gate)
            _entries.Add(new Entry(fault));
    }

    public void Clear()
    {
        lock (_gate)
            _entries.Clear();
    }

    public IReadOnlyList<FaultStatus> All()
    {
        lock (_gate)
            return [.. _entries.Select(entry => entry.Status)];
    }

    // The caller disposes what it gets when the request has ended.
    public Hit? Take(string zone, Operation operation)
    {
        lock (_gate)
        {
            var entry = _entries.Find(entry => !entry.IsUsedUp && entry.Fault.Hits(zone, operation));
            return entry is null ? null : new Hit(this, entry);
        }
    }

    public sealed class Hit : IDisposable
    {
        private readonly FaultBook _book;
        private readonly Entry _entry;

        internal Hit(FaultBook book, Entry entry)
        {
            (_book, _entry) = (book, entry);
            entry.Taken++;
            entry.Open++;
        }

        public Fault Fault => _entry.Fault;

        public void Dispose()
        {
            lock (_book._gate)
                _entry.Open--;
        }
    }

    internal sealed class Entry(Fault fault)
    {
        public Fault Fault => fault;

        public int Taken { get; set; }

        public int Open { get; set; }

        public bool IsUsedUp => Taken >= fault.Times;

        public FaultStatus Status => new(fault.Zone, fault.Operation, FaultNames.Of(fault.Kind), fault.Times - Taken, Taken, Open);
    }
}

internal sealed record FaultStatus(string? Zone, string Operation, string Kind, int? Left, int Hits, int Open);
