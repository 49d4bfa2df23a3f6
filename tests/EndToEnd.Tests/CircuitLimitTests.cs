using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>A dashboard that gives two pages to a person, and keeps none whose connection is lost.</summary>
[Collection(Lane.Own)]
public sealed class CircuitLimitTests(World world)
    : OwnDashboardTest(world, "--Circuits:PerPerson", "2", "--Circuits:Retained", "0")
{
    [Fact]
    public async Task OnePageTooMany_Opened_SaysSoUntilAnotherIsClosed()
    {
        var first = await Context.NewPageAsync();
        await SignInAsync(first, People.Operator);
        await ShouldBeOverviewAsync(first);
        var second = await Context.NewPageAsync();
        await second.GotoAsync("/");
        await ShouldBeOverviewAsync(second);

        var third = await Context.NewPageAsync();
        await third.GotoAsync("/");
        await Expect(third.GetByRole(AriaRole.Heading, new() { Name = "You have 2 pages open" })).ToBeVisibleAsync();
        await ShouldBeOverviewAsync(first);

        await using var others = await NewContextAsync();
        var other = await others.NewPageAsync();
        await SignInAsync(other, People.Auditor);
        await ShouldBeOverviewAsync(other);

        await second.CloseAsync();
        await third.GetByRole(AriaRole.Link, new() { Name = "Try again" }).ClickAsync();
        await ShouldBeOverviewAsync(third);
    }

    private static Task ShouldBeOverviewAsync(IPage page) => Expect(new Shell(page).Overview).ToBeVisibleAsync();
}
