namespace BackupDashboard.Sandbox.Cloud;

// The whole cloud: one lock around a small state; what is read out of it is immutable.
internal sealed class CloudState(CloudAccount account, IReadOnlyList<CloudZone> zones, TimeProvider time, double speed)
{
    private CloudAccount _account = account;
    private WorkClock _clock = WorkClock.Start(time.GetUtcNow(), speed);

    public Lock Gate { get; } = new();

    public TimeProvider Time => time;

    public IReadOnlyList<CloudZone> Zones => zones;

    // A restore holds the account's creation slot until then, in seconds of work.
    public double CreatingUntil { get; set; } = double.NegativeInfinity;

    public CloudAccount Account
    {
        get
        {
            lock (Gate)
                return _account;
        }
    }

    public Moment Now()
    {
        lock (Gate)
            return new Moment(time.GetUtcNow(), _clock);
    }

    public T Read<T>(Func<T> read)
    {
        lock (Gate)
            return read();
    }

    public int Count(Func<CloudBox, bool> matches) => Read(() => zones.Sum(zone => zone.Boxes.Count(matches)));

    public bool IsTaken(string slug) => Read(() => zones.Any(zone => zone.Box(slug) is not null));

    public void SetSpeed(double factor)
    {
        lock (Gate)
            _clock = _clock.WithFactor(time.GetUtcNow(), factor);
    }

    public void RaiseLimit(int by)
    {
        lock (Gate)
            _account = _account with { MaxKnowledgeBoxes = _account.MaxKnowledgeBoxes + by };
    }
}
