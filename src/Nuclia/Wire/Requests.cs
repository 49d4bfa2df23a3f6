namespace BackupDashboard.Nuclia.Wire;

internal sealed record CreateBackupRequest(string KbId);

internal sealed record RestoreBackupRequest(string Slug, string Title);
