using BackupDashboard.Journal;
using BackupDashboard.Zones;

namespace BackupDashboard.Backups;

/// <param name="Operation">What is being done to this backup.</param>
/// <param name="Pin">What protects it from deletion.</param>
public sealed record BackupRow(Backup Backup, Operation? Operation, Operation? Pin);
