namespace BackupDashboard.Nuclia.Wire;

internal sealed record CreateBackupRequest(string KbId);

internal sealed record RestoreBackupRequest(string Slug, string Title);

internal sealed record CatalogRequest(CatalogFilter FilterExpression, int PageSize, string[] Show);

internal sealed record CatalogFilter(ModifiedFilter Resource);

internal sealed record ModifiedFilter(string Prop, string Since);
