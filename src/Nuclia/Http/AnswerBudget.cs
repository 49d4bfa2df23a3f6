using System.Globalization;
using BackupDashboard.Nuclia.Calls;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Nuclia.Http;

// Bounds the memory of answers. Each is cut off at the limit; and only a few large ones are held at any moment, over all zones, while the
// others wait. Small ones never wait.
internal sealed class AnswerBudget(IOptions<NucliaOptions> options) : IDisposable
{
    public const int SmallBytes = 1024 * 1024;

    // Two, so that one zone that sends its list drop by drop does not delay all others.
    private readonly SemaphoreSlim _large = new(2);

    public LargeBuffer LargeBuffer { get; } = new();

    public long MaxBytes { get; } = options.Value.MaxAnswerMegabytes * 1024L * 1024;

    public NucliaError TooLarge => new(
        NucliaErrorKind.TooLarge,
        string.Create(CultureInfo.InvariantCulture, $"The answer is too large: more than {MaxBytes / (1024 * 1024)} MB. ")
        + "The setting Nuclia:MaxAnswerMegabytes allows more.");

    // Waits for a place among the large answers. The place is free again when the call has ended.
    public async Task EnterAsync(Call call, CancellationToken cancellationToken)
    {
        if (call.Place is not null)
            return;
        var before = call.LastError;
        call.LastError = new(NucliaErrorKind.TimedOut, "Other large answers were being read for the whole time allowed.");
        await _large.WaitAsync(cancellationToken);
        call.Place = new Place(_large);
        call.LastError = before;
    }

    public void Dispose() => _large.Dispose();

    private sealed class Place(SemaphoreSlim large) : IDisposable
    {
        private SemaphoreSlim? _large = large;

        public void Dispose() => Interlocked.Exchange(ref _large, null)?.Release();
    }
}
