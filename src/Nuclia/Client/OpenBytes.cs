using System.Buffers;
using System.Text;
using BackupDashboard.Nuclia.Calls;

namespace BackupDashboard.Nuclia.Client;

// What has arrived of a list and is not read yet: mostly the beginning of one entry.
internal sealed class OpenBytes : IDisposable
{
    private const int MostMegabytes = 1;

    // Stands for the entries that were read, so that what follows them is a list.
    private static ReadOnlySpan<byte> WhatWasRead => "[0"u8;

    private static ReadOnlySpan<byte> Spaces => " \t\r\n"u8;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
    private int _start = WhatWasRead.Length;
    private int _end = WhatWasRead.Length;

    public int Length => _end - _start;

    // Where the next entry begins; empty if that has not arrived, or no entry follows.
    public ReadOnlySpan<byte> AfterComma
    {
        get
        {
            var rest = _buffer.AsSpan(_start, Length).TrimStart(Spaces);
            return rest is [(byte)',', ..] ? rest[1..].TrimStart(Spaces) : [];
        }
    }

    public void Clear() => _start = _end = WhatWasRead.Length;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_end + bytes.Length > _buffer.Length)
            MakeRoom(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_end));
        _end += bytes.Length;
    }

    // Only so many bytes of all that has arrived with these.
    public void AddEnd(ReadOnlySpan<byte> bytes, int count)
    {
        if (count <= bytes.Length)
        {
            Clear();
            bytes = bytes[^count..];
        }

        Add(bytes);
    }

    // As a list, whose end may be missing. Skip: how many of its bytes stand for what was read.
    public ReadOnlySpan<byte> AsList(bool isFromTheBeginning, out int skip)
    {
        skip = isFromTheBeginning ? 0 : WhatWasRead.Length;
        if (isFromTheBeginning && _buffer.AsSpan(_start, Length).StartsWith(Encoding.UTF8.Preamble))
            Drop(Encoding.UTF8.Preamble.Length);
        WhatWasRead.CopyTo(_buffer.AsSpan(_start - WhatWasRead.Length));
        return _buffer.AsSpan(_start - skip, Length + skip);
    }

    public void Drop(int count) => _start += count;

    // An entry that never ends would have to be held.
    public void RefuseIfTooMany()
    {
        if (Length > MostMegabytes * 1024 * 1024)
            throw new NucliaFailure(Failures.Unreadable($"An entry of the list has more than {MostMegabytes} MB."));
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void MakeRoom(int count)
    {
        var (old, length) = (_buffer, Length);
        if (WhatWasRead.Length + length + count > old.Length)
            _buffer = ArrayPool<byte>.Shared.Rent(2 * (WhatWasRead.Length + length + count));
        old.AsSpan(_start, length).CopyTo(_buffer.AsSpan(WhatWasRead.Length));
        (_start, _end) = (WhatWasRead.Length, WhatWasRead.Length + length);
        if (old != _buffer)
            ArrayPool<byte>.Shared.Return(old);
    }
}
