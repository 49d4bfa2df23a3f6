namespace BackupDashboard.Sandbox.Cloud.Seeding;

internal sealed class SeedNumbers(int seed)
{
    private const long Megabyte = 1024 * 1024;

    private readonly Random _random = new(seed);

    public double Between(double low, double high) => low + _random.NextDouble() * (high - low);

    public long Bytes(long megabytes) => (long)(megabytes * Megabyte * Between(0.93, 1.07));

    public Guid Uuid4()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    public Counters Counters(long bytes)
    {
        if (bytes == 0)
            return new Counters(0, 0, 0, 0, 0);

        var resources = Math.Max(1, (long)(bytes / (Between(0.3, 1.6) * Megabyte)));
        var paragraphs = (long)(resources * Between(18, 70));
        return new Counters(
            resources,
            paragraphs,
            (long)(resources * Between(1.2, 2.8)),
            (long)(paragraphs * Between(2.5, 5)),
            Math.Floor(bytes * Between(0.12, 0.3)));
    }
}
