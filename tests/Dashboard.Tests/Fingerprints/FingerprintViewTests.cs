using BackupDashboard.Fingerprints;
using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Fingerprints;

public sealed class FingerprintViewTests
{
    private static readonly Counters Less = new(892, 32_000, 0, 0);
    private static readonly Counters More = new(1204, 36_100, 0, 0);

    [Fact]
    public void Of_EachKind_SaysHowSureItIs()
    {
        FingerprintView.Of(Baseline.Of(More, More)).ShouldBe("1,204 resources (exact), about 36,000 paragraphs");
        FingerprintView.Of(Baseline.Of(More, Less)).ShouldBe(
            "892 to 1,204 resources (a range, because the box changed while the backup was made), about 36,000 paragraphs");
        FingerprintView.Of(Baseline.Of(null, More))
            .ShouldBe("about 1,204 resources (counted once, when the backup was seen finished), about 36,000 paragraphs");
        FingerprintView.Of(Baseline.Of(new Counters(1, 1, 0, 0), null))
            .ShouldBe("about 1 resource (counted once, before the backup began), about 1 paragraph");
    }

    [Fact]
    public void Baseline_OfCountsThatCross_IsLowAndHighForEach()
    {
        var band = Baseline.Of(new Counters(1, 20, 3, 40), new Counters(10, 2, 3, 4));
        band.Kind.ShouldBe(BaselineKind.Band);
        band.Low.ShouldBe(new Counters(1, 2, 3, 4));
        band.High.ShouldBe(new Counters(10, 20, 3, 40));
        band.Contains(new Counters(5, 5, 3, 5)).ShouldBeTrue();
        band.Contains(new Counters(5, 500, 0, 5)).ShouldBeTrue();
        band.Contains(new Counters(11, 5, 3, 5)).ShouldBeFalse();
        band.Contains(new Counters(0, 5, 3, 5)).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => Baseline.Of(null, null));
    }

    [Fact]
    public void Baseline_CountsThatDifferInApproximateOnesAlone_IsExact() =>
        Baseline.Of(More, More with { Paragraphs = 37_000, Fields = 1, Sentences = 2 }).Kind.ShouldBe(BaselineKind.Exact);

    [Fact]
    public void Cell_NotCounted_SaysSo()
    {
        var cell = FingerprintView.Cell(null, Exact(Less));
        cell.Count.ShouldBe("–");
        cell.Difference.ShouldBeNull();
        cell.Title.ShouldContain("not counted");
    }

    [Fact]
    public void Cell_FirstOfItsBox_HasNoDifference() =>
        FingerprintView.Cell(Exact(More), null)
            .ShouldBe(new FingerprintCell("1,204 resources", null, "1,204 resources (exact), about 36,000 paragraphs."));

    [Fact]
    public void Cell_Differences_AreSignedAndAboutWhereOneIs()
    {
        FingerprintView.Cell(Exact(More), Exact(Less)).Difference.ShouldBe("+312");
        FingerprintView.Cell(Exact(Less), Exact(More)).Difference.ShouldBe("−312");
        FingerprintView.Cell(Exact(More), Exact(More)).Difference.ShouldBe("±0");
        FingerprintView.Cell(Exact(More with { Paragraphs = 40_000 }), Exact(More)).Difference.ShouldBe("±0");
        FingerprintView.Cell(Exact(More), Late(Less)).Difference.ShouldBe("~+312");
        FingerprintView.Cell(Late(More), Exact(Less)).Difference.ShouldBe("~+312");
    }

    [Fact]
    public void Cell_NotExact_SaysWhyOnHover()
    {
        var late = FingerprintView.Cell(Late(More), Exact(Less));
        late.Count.ShouldBe("~1,204 resources");
        late.Title.ShouldBe(
            "About 1,204 resources (counted once, when the backup was seen finished), about 36,000 paragraphs. Since the backup before: "
                + "892 resources (exact), about 32,000 paragraphs.");
        var band = FingerprintView.Cell(Exact(More) with { Before = Less }, null);
        band.Count.ShouldBe("~1,204 resources");
        band.Title.ShouldContain("892 to 1,204 resources");
    }

    private static Fingerprint Late(Counters counters) =>
        new()
        {
            Zone = "europe",
            BackupId = "b1",
            KnowledgeBoxId = "kb-handbook",
            After = counters,
            TakenAt = TestClock.Origin,
            IsLate = true
        };

    private static Fingerprint Exact(Counters counters) => Late(counters) with { Before = counters, IsLate = false };
}
