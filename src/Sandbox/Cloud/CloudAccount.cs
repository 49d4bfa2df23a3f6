using BackupDashboard.Sandbox.Cloud.Validation;

namespace BackupDashboard.Sandbox.Cloud;

internal sealed record CloudAccount(Guid Id, string Slug, string Title, DateTimeOffset Created, int MaxKnowledgeBoxes)
{
    public bool IsNamed(string slugOrId) => slugOrId == Slug || HasId(slugOrId);

    public bool HasId(string text) => Uuid.TryParse(text, out var id) && id == Id;
}
