namespace BackupDashboard.Storage.Postgres;

/// <summary>
/// The dashboard that used the database last: one row. Triggers on every table compare it with the token of the writing connection, so
/// that a dashboard that was paused while another took over writes nothing more.
/// </summary>
internal sealed record DatabaseOwner
{
    private const int Only = 1;

    public int Id { get; init; } = Only;

    // A new one with every start.
    public required Guid Token { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <value>Where those who stand by reach it; null if it has told no address.</value>
    public string? Address { get; init; }
}
