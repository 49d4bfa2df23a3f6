using BackupDashboard.Access;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Access;

public sealed class GrantsTests
{
    private static readonly Team Docs = A.Team([Right.View, Right.Backup, Right.Restore], ["docs-*"], prefix: "docs-", name: "Docs");
    private static readonly Team Europe = A.Team([Right.View, Right.Delete], ["support-*", "legal"], ["europe"], name: "Europe");

    [Theory]
    [InlineData(Right.View, "europe", "docs-a", true)]
    [InlineData(Right.View, "america", "docs-a", true)]
    [InlineData(Right.View, "europe", "docs", false)]
    [InlineData(Right.View, "europe", "a-docs-a", false)]
    [InlineData(Right.View, "europe", "Docs-a", false)]
    [InlineData(Right.View, "europe", "", false)]
    [InlineData(Right.Backup, "europe", "docs-a", true)]
    [InlineData(Right.Delete, "europe", "docs-a", false)]
    [InlineData(Right.Administer, "europe", "docs-a", false)]
    [InlineData(Right.Delete, "europe", "support-x", true)]
    [InlineData(Right.Delete, "america", "support-x", false)]
    [InlineData(Right.Backup, "europe", "support-x", false)]
    [InlineData(Right.View, "europe", "legal", true)]
    [InlineData(Right.View, "europe", "legal-2", false)]
    public void May_InTwoTeams_IsTheUnion_AndNoRightReachesTheOthersBoxes(Right right, string zone, string slug, bool may) =>
        A.Grants(Docs, Europe).May(right, zone, slug).ShouldBe(may);

    [Theory]
    [InlineData("*-prod", "docs-prod", true)]
    [InlineData("*-prod", "docs-prod-2", false)]
    [InlineData("a*c*e", "abcde", true)]
    [InlineData("a*c*e", "ace", true)]
    [InlineData("a*c*e", "aec", false)]
    [InlineData("*", "anything", true)]
    public void Pattern_WithStarsAnywhere_Matches(string pattern, string slug, bool matches) =>
        A.Grants(A.Team([Right.View], [pattern])).CanView("europe", slug).ShouldBe(matches);

    [Fact]
    public void Administrator_MayDoEverything_Everywhere()
    {
        foreach (var right in Enum.GetValues<Right>())
            A.Everything.May(right, "anywhere", "anything").ShouldBeTrue();
        A.Everything.CanViewEverything.ShouldBeTrue();
    }

    [Fact]
    public void None_MayDoNothing()
    {
        foreach (var right in Enum.GetValues<Right>())
            (Grants.None.May(right, "europe", "docs-a") || Grants.None.MayIn(right, "europe") || Grants.None.MayAnywhere(right))
                .ShouldBeFalse();
        (Grants.None.CanViewEverything || Grants.None.CanViewZone("europe")).ShouldBeFalse();
    }

    [Fact]
    public void Zone_OfWhichOneBoxIsTheirs_IsSeen_AndIsNotTheirsAsAWhole()
    {
        var grants = A.Grants(Europe);
        grants.CanViewZone("europe").ShouldBeTrue();
        grants.CanViewZone("america").ShouldBeFalse();
        grants.MayAllIn(Right.View, "europe").ShouldBeFalse();
        A.Grants(A.Team([Right.View], zones: ["europe"])).MayAllIn(Right.View, "europe").ShouldBeTrue();
        A.Grants(A.Team([Right.View], zones: ["europe"])).MayEverywhere(Right.View).ShouldBeFalse();
    }

    [Theory]
    [InlineData("docs-a", "docs-")]
    [InlineData("support-x", "")]
    public void RestorePrefixes_AreOfTheTeamsThatMayRestoreThisBox(string slug, string expected) =>
        string.Join(',', A.Grants(Docs, Europe).RestorePrefixes("europe", slug)).ShouldBe(expected);

    [Fact]
    public void RestorePrefixes_WhereATeamHasNone_DoNotBind() =>
        A.Grants(Docs, A.Team([Right.View, Right.Restore])).RestorePrefixes("europe", "docs-a").ShouldBeEmpty();

    [Fact]
    public void Naming_ZonesOutOfSight_LeavesOutTheirNames()
    {
        A.Grants(Europe).Naming(["europe", "america", "asia"]).ShouldBe(["europe", Grants.OtherZones]);
        A.Grants(Europe).Naming(["europe"]).ShouldBe(["europe"]);
        A.Everything.Naming(["europe", "america"]).ShouldBe(["europe", "america"]);
    }
}
