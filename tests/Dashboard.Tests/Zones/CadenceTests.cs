using BackupDashboard.Nuclia;
using BackupDashboard.Tests.Shared;
using BackupDashboard.Zones;
using CsCheck;

namespace BackupDashboard.Tests.Zones;

public sealed class CadenceTests
{
    private static readonly PollingOptions Options = new();

    [Theory]
    [InlineData(true, true, 2)]
    [InlineData(true, false, 2)]
    [InlineData(false, true, 15)]
    [InlineData(false, false, 60)]
    public void Next_WhatGoesOn_DecidesTheInterval(bool busy, bool watched, double seconds) =>
        Cadence.Next(Options, busy, watched, 0.5).TotalSeconds.ShouldBe(seconds);

    [Fact]
    public void Jitter_AnyValue_SpreadsByATenth() =>
        Gen.Double[0, 1].Sample(jitter => Cadence.Next(Options, false, false, jitter).TotalSeconds is >= 54 and <= 66);

    [Fact]
    public void AfterFailure_AnyNumber_NeitherHammersNorGivesUp() =>
        Gen.Select(Gen.Int[1, 10_000], Gen.Bool, Gen.Double[0, 1]).Sample((failures, watched, jitter) =>
            Cadence.AfterFailure(Options, failures, watched, A.Error(), TestClock.Origin, jitter).TotalSeconds is >= 3.6 and <= 66);

    [Theory]
    [InlineData(30, 30)]
    [InlineData(1, 4)]
    [InlineData(-100, 4)]
    [InlineData(100_000, 600)]
    public void AfterFailure_CloudNamesAMoment_IsKeptWithinReason(int askedSeconds, double seconds)
    {
        var error = A.Error(NucliaErrorKind.RateLimited) with { RetryAt = TestClock.Origin.AddSeconds(askedSeconds) };
        Cadence.AfterFailure(Options, 1, watched: false, error, TestClock.Origin, 0.5).TotalSeconds.ShouldBe(seconds);
    }
}
