using System.Globalization;
using BackupDashboard.Sandbox.Cloud.Wire;

namespace BackupDashboard.Sandbox.Cloud;

// Invents a box's resources from its id, so that millions of them need no memory.
internal static class Catalog
{
    private static readonly string[] Kinds = ["Manual", "Report", "Transcript", "Contract", "Presentation", "Interview", "Note"];

    public static CatalogPage Page(CloudBox box, Moment now, CatalogQuery query)
    {
        var found = new EditHistory(box, now).Within(query);
        var first = (long)query.Page * query.Size;
        var count = (int)Math.Clamp(found.Count - first, 0, query.Size);
        var resources = Enumerable.Range(0, count).Select(offset => first + offset)
            .Select(place => found.At(query.OldestFirst ? found.Count - 1 - place : place))
            .Select(one => Resource(box, one.Index, one.Modified)).ToList();
        return new CatalogPage(
            resources.ToDictionary(resource => resource.Id),
            new Fulltext(
                [.. resources.Select(resource => new FulltextResult(0, resource.Id, "a", "title"))],
                found.Count,
                query.Page,
                query.Size,
                NextPage: first + count < found.Count,
                MinScore: 0));
    }

    private static Resource Resource(CloudBox box, long index, DateTimeOffset modified)
    {
        var id = $"{box.Identity.Id:N}"[..20] + index.ToString("x12", CultureInfo.InvariantCulture);
        return new Resource(
            id,
            $"resource-{index + 1}",
            $"{Kinds[index % Kinds.Length]} {index + 1}",
            new ResourceStatus("PROCESSED", "en"),
            box.Identity.Created,
            modified);
    }
}
