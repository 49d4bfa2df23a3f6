namespace BackupDashboard.Nuclia.Http;

// The buffer of large answers, one for all zones: the shared pool would keep one for each processor, and twice as large. Who comes while it
// is in use allocates another.
internal sealed class LargeBuffer
{
    private byte[]? _kept;

    public byte[] Rent(long minimum) => Interlocked.Exchange(ref _kept, null) is { } kept && kept.Length >= minimum
        ? kept
        : GC.AllocateUninitializedArray<byte>((int)minimum);

    // The first answer has grown it by doubling: afterwards it is little larger than what it has to hold.
    public void Return(byte[] buffer, int used)
    {
        var enough = used + (used / 8);
        if (Volatile.Read(ref _kept) is { } other && other.Length >= enough)
            return;

        Volatile.Write(ref _kept, buffer.Length > enough + (enough / 2) ? GC.AllocateUninitializedArray<byte>(enough) : buffer);
    }
}
