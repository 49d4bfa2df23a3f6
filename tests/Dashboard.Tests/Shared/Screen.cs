using AngleSharp.Dom;
using BackupDashboard.Layout;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace BackupDashboard.Tests.Shared;

/// <summary>What a person finds on the page: by role, label and text, never by how it is built.</summary>
public sealed class Screen(IRenderedComponent<Routes> page)
{
    /// <summary>A modal dialog hides the rest of the page from a search for buttons and fields.</summary>
    private INodeList Scope => Dialog is { } dialog ? dialog.ChildNodes : page.Nodes;

    public bool HasMain => page.FindAll("main").Count > 0;

    public string Text => TextOf(page.Nodes);

    public string Markup => page.Markup;

    /// <summary>Waits until it is so. It is looked at after every render.</summary>
    public Task UntilAsync(Func<bool> condition) => AndTheRestAsync(page.WaitForStateAsync(condition));

    public Task ShowsAsync(string text) => AndTheRestAsync(page.WaitForAssertionAsync(() => Text.ShouldContain(text)));

    public Task ShowsNotAsync(string text) => AndTheRestAsync(page.WaitForAssertionAsync(() => Text.ShouldNotContain(text)));

    public IElement Button(string name) => One(Buttons(name), $"button '{name}'");

    public bool HasButton(string name) => Buttons(name).Any();

    public IElement Link(string name) => One(Named("a[href]", name), $"link '{name}'");

    public bool HasLink(string name) => Named("a[href]", name).Any();

    /// <summary>An input, by its label.</summary>
    public IElement Field(string label) => One(Fields(label), $"field '{label}'");

    public bool HasField(string label) => Fields(label).Any();

    public string Value(string label) => Field(label).GetAttribute("value") ?? "";

    /// <summary>The rows of the table, as text.</summary>
    public IReadOnlyList<string> Rows => [.. page.FindAll("tbody tr").Select(row => TextOf(row))];

    public string Row(string containing) => Rows.Single(row => row.Contains(containing, StringComparison.Ordinal));

    public IElement? Dialog => All("[role=dialog]") is [var dialog, ..] ? dialog : null;

    public string DialogText => Dialog is { } dialog ? TextOf(dialog) : throw new ShouldAssertException($"No dialog is open in: {Text}");

    public IReadOnlyList<string> Alerts => [.. In("[role=alert], .mud-alert").Select(alert => TextOf(alert)).Distinct()];

    public string Region(string name) => TextOf(One(Named("[role=region], section[aria-label]", name), $"region '{name}'"));

    public bool IsDisabled(string button) =>
        Button(button) is var found && (found.HasAttribute("disabled") || found.GetAttribute("aria-disabled") == "true");

    public string? Reason(string button) => Button(button).Closest("[title]")?.GetAttribute("title");

    public Task ClickAsync(string button) => DoAsync(() => Button(button).ClickAsync());

    /// <summary>Clicks again at once, if the first click has left anything to click.</summary>
    public Task DoubleClickAsync(string button) => DoAsync(() =>
    {
        var first = Button(button).ClickAsync();
        return Buttons(button).FirstOrDefault() is { } again ? Task.WhenAll(first, again.ClickAsync()) : first;
    });

    public Task TypeAsync(string label, string text) => DoAsync(() => Field(label).InputAsync(text));

    public Task CheckAsync(string label, bool isChecked) => DoAsync(() => Field(label).ChangeAsync(isChecked));

    /// <summary>A box without a label of its own, by its accessible name.</summary>
    public Task TickAsync(string name, bool isTicked = true) =>
        DoAsync(() => One(Named("input[type=checkbox]", name), $"box '{name}'").ChangeAsync(isTicked));

    public bool IsTicked(string name) => One(Named("input[type=checkbox]", name), $"box '{name}'").HasAttribute("checked");

    public Task PressAsync(string label, string key) => DoAsync(() => Field(label).KeyDownAsync(key));

    /// <summary>Clicks the header of a step, as one can besides the buttons.</summary>
    public Task StepAsync(string title) => DoAsync(() =>
        One(All(".mud-stepper-nav [role=tab], .mud-step, .mud-stepper-nav "
            + "button").Where(step => TextOf(step).EndsWith(title, StringComparison.Ordinal)), $"step '{title}'").ClickAsync());

    /// <summary>Opens the list of a select.</summary>
    public Task OpenListAsync(string label) => DoAsync(() => Field(label).MouseDownAsync());

    public Task ChooseAsync(string option) => DoAsync(() => Option(option).ClickAsync());

    public IReadOnlyList<string> Options => [.. OptionElements.Select(element => TextOf(element))];

    /// <summary>Finds and acts in one go: between the two, a render could make another element of it.</summary>
    public Task DoAsync(Func<Task> action) => page.InvokeAsync(action);

    /// <summary>All of the page's elements, for what has no role or name.</summary>
    public IReadOnlyList<IElement> All(string selector) => [.. page.FindAll(selector)];

    /// <summary>The components of a type that are drawn, in their order.</summary>
    public IReadOnlyList<IComponent> Instances(Type type) =>
        [.. page.FindComponents<ComponentBase>().Select(component => component.Instance).Where(type.IsInstanceOfType)];

    /// <summary>How often the components of a type, and what is in them, have been drawn.</summary>
    public int Drawings<T>()
        where T : IComponent => page.FindComponents<T>().Sum(component => component.RenderCount);

    /// <summary>
    /// Lets the other components of the page have their turn: each follows its feed by itself, and what a test reads next may be drawn
    /// by another one than what it has waited for.
    /// </summary>
    private async Task AndTheRestAsync(Task drawn)
    {
        const int Turns = 5;
        await drawn;
        for (var turn = 0; turn < Turns; turn++)
        {
            await Task.Run(() => { });
            await page.InvokeAsync(() => { });
        }
    }

    private IEnumerable<IElement> OptionElements => page.FindAll(".mud-list-item, [role=option], [role=menuitem]").Distinct();

    private IElement Option(string text) =>
        One(
            OptionElements.Where(element => TextOf(element).Contains(text, StringComparison.Ordinal)),
            $"option '{text}' among {string.Join("; ", Options)}");

    private IEnumerable<IElement> In(string selector) => Scope.QuerySelectorAll(selector);

    private IEnumerable<IElement> Buttons(string name) => Named("button, a[role=button], [role^=menuitem], .mud-menu-item", name);

    private IEnumerable<IElement> Fields(string label) =>
        from element in In("label")
        where TextOf(element).TrimEnd('*') == label
        let field = element.GetAttribute("for") is { Length: > 0 } id
            ? page.Nodes.QuerySelector($"[id='{id}']")
            : element.QuerySelector("input")
        where field is not null
        select field;

    private IEnumerable<IElement> Named(string selector, string name) => In(selector).Where(element => NameOf(element) == name);

    private static string NameOf(IElement element) => element.GetAttribute("aria-label") ?? TextOf(element);

    private IElement One(IEnumerable<IElement> elements, string what) => elements.ToList() switch
    {
        [var one] => one,
        [] => throw new ShouldAssertException($"There is no {what} in: {Text}"),
        var many => throw new ShouldAssertException($"There are {many.Count} of {what}."),
    };

    /// <summary>The text as one reads it: elements are apart, white space is one blank.</summary>
    private static string TextOf(params IEnumerable<INode> nodes) => string.Join(' ', nodes
        .SelectMany<INode, IText>(node => node is IText self ? [self] : node.Descendants().OfType<IText>())
        .Where(text => text.ParentElement is not { LocalName: "style" })
        .SelectMany(text => text.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
