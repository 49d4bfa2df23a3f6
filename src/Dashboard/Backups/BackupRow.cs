using BackupDashboard.Live;
using BackupDashboard.Operations;

namespace BackupDashboard.Backups;

/// <summary>A row of the grid. Equal by id: the grid then keeps the row, its selection and its open menu when the backup changes.</summary>
public sealed class BackupRow(Backup backup, Operation? operation) : IEquatable<BackupRow>
{
    public Backup Backup { get; } = backup;

    /// <summary>What is being done to this backup.</summary>
    public Operation? Operation { get; } = operation;

    public bool Equals(BackupRow? other) => other is not null && other.Backup.Id == Backup.Id;

    public override bool Equals(object? obj) => Equals(obj as BackupRow);

    public override int GetHashCode() => Backup.Id.GetHashCode(StringComparison.Ordinal);
}
