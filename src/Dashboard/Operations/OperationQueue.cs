using System.Threading.Channels;

namespace BackupDashboard.Operations;

/// <summary>Intents on their way from the service that wrote them to the runner that sends them.</summary>
public sealed class OperationQueue
{
    private readonly Channel<Guid> _ids = Channel.CreateUnbounded<Guid>();

    /// <summary>Never refuses: the journal allows one active operation a target, so the queue is bounded by what exists.</summary>
    public void Add(Guid operationId) => _ids.Writer.TryWrite(operationId);

    public IAsyncEnumerable<Guid> ReadAllAsync(CancellationToken cancellation) => _ids.Reader.ReadAllAsync(cancellation);
}
