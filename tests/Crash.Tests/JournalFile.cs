using System.Data.Common;

namespace BackupDashboard.Crash;

/// <summary>The journal as it lies in the database, read past the program that writes it.</summary>
/// <param name="connect">Returns a new connection to it, which is not open yet.</param>
internal sealed class JournalFile(Func<DbConnection> connect)
{
    private const string AllRows = """
        SELECT CAST("Id" AS text), "Kind", "State", "Target", "ActiveTarget", "BackupId", "NewSlug", "UpstreamId", "Attempts", "Reason",
            "Via"
        FROM "Operations" ORDER BY "RequestedAt"
        """;

    private const string EverUnknown =
        """SELECT count(DISTINCT "OperationId") FROM "JournalEvents" WHERE "Content" LIKE '%"state":"unknown"%'""";

    public async Task<IReadOnlyList<JournalRow>> ReadAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = AllRows;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<JournalRow>();
        while (await reader.ReadAsync())
        {
            string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
            rows.Add(new JournalRow(
                Text(0)!, Text(1)!, Text(2)!, Text(3)!, Text(4) is not null, Text(5), Text(6), Text(7), reader.GetInt32(8), Text(9),
                Text(10)!));
        }

        return rows;
    }

    /// <summary>How many operations were in doubt at any time.</summary>
    public async Task<long> EverUnknownAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = EverUnknown;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>When its last event was written, by the clock of the dashboard that wrote it.</summary>
    public async Task<DateTimeOffset> WrittenAtAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT "At" FROM "JournalEvents" ORDER BY "Sequence" DESC LIMIT 1""";
        return new DateTimeOffset((long)(await command.ExecuteScalarAsync())!, TimeSpan.Zero);
    }

    private async Task<DbConnection> OpenAsync()
    {
        var connection = connect();
        await connection.OpenAsync();
        return connection;
    }
}

internal sealed record JournalRow(
    string Id, string Kind, string State, string Target, bool IsActive,
    string? BackupId, string? NewSlug, string? UpstreamId, int Attempts, string? Reason, string Via)
{
    public bool HasSucceeded => State == "Succeeded";

    public override string ToString() => $"{Kind} {Target}, {State}, {Attempts} calls, {Reason ?? "no reason"} ({Id})";
}
