using BackupDashboard.Shell;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.Components;

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>Every page x those whom buttons could be hidden from x own and foreign objects: what is shown, and what every event does.</summary>
public sealed class PageMatrixTests : PageMatrixTest
{
    private static readonly Persona[] Personas = [Persona.NoRole, Persona.Auditor, Persona.TeamA, Persona.TeamB];

    public static TheoryData<string, Persona, Thing> Cells =>
    [
        .. from row in PageRows.All
           from persona in Personas
           from thing in row.Reach is Reach.Nothing ? [Thing.DocsInEurope] : Table.Things
           select new TheoryDataRow<string, Persona, Thing>(row.ToString(), persona, thing),
    ];

    [Fact]
    public void Pages_OfTheConsole_AreTheRows() => typeof(Routes).Assembly.GetTypes()
        .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), false).Cast<RouteAttribute>()).Select(route => route.Template)
        .ShouldBe(PageRows.All.Select(row => row.Template).Distinct().Concat(PageRows.WithoutCircuit), ignoreOrder: true, "say in PageRows how the page is opened");

    [Theory, MemberData(nameof(Cells))]
    public async Task Page_WithEverythingPressed_ShowsAndDoesNothingThatIsNotTheirs(string page, Persona persona, Thing thing)
    {
        var row = PageRows.All.Single(row => row.ToString() == page);
        await BeginAsync(persona, thing);
        var item = row.Variant == "its progress" ? Item with { OperationId = Arriving.OperationId } : Item;
        await PressAsync(row.Address(item), item, persona);

        // The other face of the page of an operation: one whose outcome is in doubt.
        if (row.Reach is Reach.Operation)
            await PressAsync(row.Address(InDoubt), InDoubt, persona);
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
        await GoAsync(address);
        await Presser.PressEverythingAsync(item.Slug, () => Address == address ? Task.CompletedTask : GoAsync(address));
        LeaksTo(persona).ShouldBeEmpty(Screen.Text);
        Excesses(persona).ShouldBeEmpty();
        Screen.Text.ShouldNotContain("mistake of ours");
    }
}
