using System.Reflection;
using System.Text.Json;
using BackupDashboard.Access;
using BackupDashboard.Activities;
using BackupDashboard.Journal;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>Every method that reads the activity x every kind of person: it returns only what they may view, and all of it.</summary>
[StorageSuite]
public sealed class ReaderMatrixTests
{
    private static readonly Dictionary<string, Func<ActivityReader, Grants, Task<object>>> Methods = new()
    {
        ["PageAsync"] = async (reader, grants) =>
            await reader.PageAsync(grants, new ActivityQuery { Paging = new(0, 100) }, TimeZoneInfo.Utc, RunningConsole.Cancellation),
        ["AllAsync"] = async (reader, grants) =>
            await reader.AllAsync(grants, new ActivityQuery(), TimeZoneInfo.Utc, RunningConsole.Cancellation).ToListAsync(),
        ["ChoicesAsync"] = async (reader, grants) => await reader.ChoicesAsync(grants, RunningConsole.Cancellation),
        ["BoxesAsync"] = async (reader, grants) => await reader.BoxesAsync(grants, "", RunningConsole.Cancellation),
    };

    /// <summary>It names nothing, so that it is counted instead.</summary>
    private const string Counting = "CountAsync";

    public static TheoryData<string> Names => [.. Methods.Keys];

    [Fact]
    public void Methods_OfTheReader_AreTheRows() => typeof(ActivityReader)
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(method => method.Name)
        .ShouldBe([.. Methods.Keys, Counting], ignoreOrder: true, "what a method of the reader tells to whom is tested here");

    [Fact]
    public async Task Counts_ForEverybody_AreOfTheirsAlone_AndOfThatTime()
    {
        await using var console = new RunningConsole();
        console.Set("Operations:DeleteGrace", "00:10:00");
        var estate = new AuthorizationFixture(console.Nuclia, each: 1);
        await console.StartAsync();
        var items = Table.Things.Select(estate.Take).Where(item => !item.IsMissing).ToList();
        foreach (var item in items)
            await AuthorizationFixture.ScheduleDeletionAsync(console, item);

        foreach (var persona in Table.SignedIn)
        {
            var grants = console.Get<Permissions>().Of(A.Person($"{persona}", Table.RolesOf(persona), []));
            var counts = await console.Get<ActivityReader>().CountAsync(grants, TestClock.Origin.AddDays(-1), RunningConsole.Cancellation);
            counts.GetValueOrDefault((OperationKind.Delete, OperationState.Scheduled))
                .ShouldBe(items.Count(item => Table.CanView(persona, item.Thing)), $"{persona}");
            (await console.Get<ActivityReader>().CountAsync(grants, TestClock.Origin.AddDays(1), RunningConsole.Cancellation))
                .ShouldBeEmpty();
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Method_ForEverybody_TellsOfTheirsAlone(string method)
    {
        await using var console = new RunningConsole();
        console.Set("Operations:DeleteGrace", "00:10:00");
        var estate = new AuthorizationFixture(console.Nuclia, each: 1);
        await console.StartAsync();
        var items = Table.Things.Select(estate.Take).Where(item => !item.IsMissing).ToList();
        foreach (var item in items)
            await AuthorizationFixture.ScheduleDeletionAsync(console, item, by: $"Owner of {item.Slug}");

        var deviations = new List<string>();
        foreach (var persona in Table.SignedIn)
        {
            var grants = console.Get<Permissions>().Of(A.Person($"{persona}", Table.RolesOf(persona), []));
            var told = JsonSerializer.Serialize(await Methods[method](console.Get<ActivityReader>(), grants));
            deviations.AddRange(Leaks.In(told, persona, estate).Select(leak => $"{method}, {persona}: tells of {leak}"));
            deviations.AddRange(
                items.Where(item => Table.CanView(persona, item.Thing) && !told.Contains(item.Slug, StringComparison.Ordinal))
                .Select(item => $"{method}, {persona}: does not tell of {item.Slug}"));
        }

        Deviations.None(deviations);
    }
}
