using BackupDashboard.Live;
using BackupDashboard.Operations;

namespace BackupDashboard.Backups;

/// <param name="Operation">What is being done to this backup.</param>
public sealed record BackupRow(Backup Backup, Operation? Operation);
