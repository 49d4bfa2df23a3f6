using BackupDashboard.Layout;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.Components;

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>Every page x every kind of person x own and others' objects: what is shown, and what every event does.</summary>
public sealed class PageMatrixTests : PageMatrixTest
{
    private static readonly Thing[] Any = [Thing.DocsInEurope];

    public static TheoryData<string, Persona> Cells =>
    [
        .. from row in PageRows.All
           from persona in Table.SignedIn
           select new TheoryDataRow<string, Persona>(row.ToString(), persona),
    ];

    [Fact]
    public void Pages_OfTheConsole_AreTheRows() => typeof(Routes).Assembly.GetTypes()
        .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), false).Cast<RouteAttribute>()).Select(route => route.Template)
        .ShouldBe(
            PageRows.All.Select(row => row.Template).Distinct().Concat(PageRows.WithoutCircuit), ignoreOrder: true,
            "say in PageRows how the page is opened");

    [Theory, MemberData(nameof(Cells))]
    public async Task Page_WithEverythingPressed_ShowsAndDoesNothingThatIsNotTheirs(string page, Persona persona)
    {
        var row = PageRows.All.Single(row => row.ToString() == page);
        await BeginAsync(persona);

        // One console for all things: what someone may not do has left them as they were.
        foreach (var thing in row.Reach is Reach.Nothing ? Any : Table.Things)
        {
            TurnTo(thing);
            if (row.Template.StartsWith("/notifications", StringComparison.Ordinal))
                await AuthorizationFixture.SetRouteAsync(Console, Item);
            var item = row.Variant == "its progress" ? Item with { OperationId = Arriving.OperationId } : Item;
            await PressAsync(row.Address(item), item, persona);

            // The other face of the page of an operation: one whose outcome is in doubt.
            if (row.Reach is Reach.Operation)
                await PressAsync(row.Address(InDoubt), InDoubt, persona);
        }
    }

    [Theory]
    [InlineData(Persona.TeamA, Thing.DocsInEurope)]
    [InlineData(Persona.Operator, Thing.LegalInEurope)]
    public async Task Page_WithEverythingPressedByThoseWhoMay_DoesIt(Persona persona, Thing thing)
    {
        await BeginAsync(persona, thing);
        await PressAsync($"/zones/europe?q={Item.Slug}", Item, persona);
        await PressAsync("/zones/europe", Item, persona);
        new[] { "Delete", "Pin" }.ShouldBeSubsetOf(Deeds(persona).Select(deed => deed.What), "otherwise what could do harm is not pressed");
    }

    private async Task PressAsync(string address, Item item, Persona persona)
    {
        // From another page, so that nothing is left of what was typed and opened about something else.
        await GoAsync("/access");
        await GoAsync(address);
        var presser = ControlPresser();
        await presser.PressEverythingAsync(
            item.Slug, () => Address == address ? Task.CompletedTask : GoAsync(address), within: address == "/" ? "" : "main");
        LeaksTo(persona).ShouldBeEmpty($"{item.Thing}: {Screen.Text}");
        Excesses(persona).ShouldBeEmpty($"{item.Thing}");
        presser.Unlimited.ShouldBeEmpty();
        Screen.Text.ShouldNotContain("Something went wrong");
    }
}
