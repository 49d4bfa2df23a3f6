using BackupDashboard.Access;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;

namespace BackupDashboard.Tests.Zones;

/// <summary>The part of a zone that a team's people get.</summary>
public sealed class ScopedSnapshotTests
{
    private static readonly Grants Docs = A.Grants(A.Team([Right.View], ["docs-*"]));

    private readonly ZoneSnapshot _whole = A.Snapshot(
        A.LiveBackup("b1", "docs-a", size: 100), A.LiveBackup("b2", "legal", size: 1000), A.LiveBackup(
            "b3", "docs-b", state: BackupState.InProgress),
        A.LiveBackup("b4", "legal", state: BackupState.Stalled)) with
    {
        KnowledgeBoxes = new KnowledgeBoxSet([Box("docs-a"), Box("docs-c"), Box("legal"), Box("hr")]),
    };

    [Fact]
    public void Seen_ByATeam_HasItsBackupsAndBoxes_AndTotalsOfThoseAlone()
    {
        var seen = _whole.VisibleTo(Docs);
        seen.Backups.Keys.ShouldBe(["b1", "b3"], ignoreOrder: true);
        seen.KnowledgeBoxes.Values.Select(box => box.Slug).ShouldBe(["docs-a", "docs-c"], ignoreOrder: true);
        (seen.Index.TotalSize, seen.Index.InProgress, seen.Index.Stalled).ShouldBe((100, 1, 0));
        seen.Index.WithoutBackup.Select(box => box.Slug).ShouldBe(["docs-c"]);
        seen.Index.BackedUpSlugs.ShouldBe(["docs-a", "docs-b"]);
        seen.Index.Slugs.ShouldBe(["docs-a", "docs-c"], ignoreOrder: true);
        (seen.Version, seen.AsOf).ShouldBe((_whole.Version, _whole.AsOf));
    }

    [Fact]
    public void Seen_BySomebodyWhoseTeamOwnsTheZone_IsTheWhole()
    {
        _whole.VisibleTo(A.Everything).ShouldBeSameAs(_whole);
        _whole.VisibleTo(A.Grants(A.Team([Right.View], zones: ["europe"]))).ShouldBeSameAs(_whole);
    }

    [Fact]
    public void Seen_ByNobody_IsEmpty()
    {
        _whole.VisibleTo(Grants.None).Backups.ShouldBeEmpty();
        _whole.VisibleTo(Grants.None).KnowledgeBoxes.ShouldBeEmpty();
    }

    [Fact]
    public void Seen_ByTwoPeopleOfATeam_IsWorkedOutOnce() => _whole.VisibleTo(Docs).ShouldBeSameAs(_whole.VisibleTo(Docs));

    [Fact]
    public void Seen_OfTheNextSnapshot_IsOfTheNextContent()
    {
        _whole.VisibleTo(Docs).Backups.Count.ShouldBe(2);
        (_whole with { Backups = BackupSet.Empty }).VisibleTo(Docs).Backups.ShouldBeEmpty();
    }

    [Fact]
    public void BoxThatWasRenamedOutOfSight_ItsBackup_IsNoOrphan()
    {
        var renamed = _whole with { KnowledgeBoxes = new KnowledgeBoxSet([Box("docs-a") with { Slug = "hr-a" }]) };
        var seen = renamed.VisibleTo(Docs);
        seen.KnowledgeBoxes.ShouldBeEmpty();
        seen.Index.IsOrphan(seen.Backups["b1"]).ShouldBeFalse();
        seen.Index.IsOrphan(seen.Backups["b3"]).ShouldBeTrue();
    }

    [Fact]
    public void Account_SeenByATeam_HasItsZones_AndNotHowMuchTheAccountHolds()
    {
        var account = new AccountSnapshot { Zones = [A.Zone("europe"), A.Zone("america")], Account = new("id", "acme", "Acme", 3, 10) };
        var seen = account.VisibleTo(A.Grants(A.Team([Right.View], zones: ["europe"])));
        seen.Zones.Select(zone => zone.Slug).ShouldBe(["europe"]);
        seen.IsWhole.ShouldBeFalse();
        seen.RoomForBoxes.ShouldBe(7);
        account.VisibleTo(A.Everything).ShouldBeSameAs(account);
    }

    private static KnowledgeBox Box(string slug) => new($"kb-{slug}", slug, $"The {slug}", IsAgent: false);
}
