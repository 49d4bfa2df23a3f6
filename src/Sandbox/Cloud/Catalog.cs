using System.Globalization;
using BackupDashboard.Sandbox.Cloud.Wire;

namespace BackupDashboard.Sandbox.Cloud;

// Invents a box's resources from its id, so that millions of them need no memory.
internal static class Catalog
{
    private static readonly string[] Kinds = ["Manual", "Report", "Transcript", "Contract", "Presentation", "Interview", "Note"];

    public static CatalogPage Page(CloudBox box, Moment now, int page, int size)
    {
        var total = box.CountersAt(now).Resources;
        var first = (long)page * size;
        var count = (int)Math.Clamp(total - first, 0, size);
        var resources = Enumerable.Range(0, count).Select(offset => Resource(box, first + offset)).ToList();
        return new CatalogPage(
            resources.ToDictionary(resource => resource.Id),
            new Fulltext(
                [.. resources.Select(resource => new FulltextResult(0, resource.Id, "a", "title"))],
                total,
                page,
                size,
                NextPage: first + count < total,
                MinScore: 0));
    }

    private static Resource Resource(CloudBox box, long index)
    {
        var id = $"{box.Identity.Id:N}"[..20] + index.ToString("x12", CultureInfo.InvariantCulture);
        return new Resource(
            id,
            $"resource-{index + 1}",
            $"{Kinds[index % Kinds.Length]} {index + 1}",
            new ResourceStatus("PROCESSED", "en"),
            box.Identity.Created,
            box.Identity.Created);
    }
}
