using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using BackupDashboard.Primitives;
using BackupDashboard.Tests.Shared;
using Bunit.Rendering;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.AspNetCore.Components.Web;

#pragma warning disable BL0006
#pragma warning restore BL0006

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>
/// Sends the server every event that the page has a handler for, as a client can: whatever is disabled, hidden or under a dialog.
/// </summary>
internal sealed class ControlPresser(BunitRenderer renderer, Screen screen)
{
    private const string Handler = "blazor:on";
    private const string OpenDialog = "role=\"dialog\"";
    private const string OpenMenu = "mud-popover-open";
    private const string ItemOfMenu = "[role=menu] [role=menuitem]";
    private const string Layout = "class=\"mud-layout";

    private static readonly string[] Sent = ["click", "change", "input", "keydown", "keyup", "submit", "mousedown", "mouseup", "blur",
        "focusout"];

    // By the element, bUnit would spare what is disabled: only the renderer accepts the bare id that a client sends.
#pragma warning disable BL0006
    private static readonly EventFieldInfo NoField = new();
#pragma warning restore BL0006

    private readonly HtmlParser _parser = new();
    private readonly HashSet<string> _done = [];
    private readonly Dictionary<string, int> _presses = [];
    private readonly HashSet<string> _pressed = [];
    private readonly HashSet<string> _unlimited = [];

    /// <summary>Fields that take more than fits a message: pasted into one of them, it would end the connection.</summary>
    public IReadOnlyCollection<string> Unlimited => _unlimited;

    /// <summary>Until nothing new appears, or as often as is enough for a dialog that a menu opens.</summary>
    /// <param name="text">What is typed into every field.</param>
    /// <param name="before">Leads back to the page, where an event has led away from it.</param>
    /// <param name="within">A part of the page: its frame is the same on all of them.</param>
    public async Task PressEverythingAsync(string text, Func<Task> before, string within = "")
    {
        for (var round = 0; round < 6; round++)
        {
            // A page that was led back to has new handlers everywhere. New is what is new to a person; all counts twice, in two states.
            var events = Numbered(Waiting(screen.All($"{within} *"), text)).Where(one => _presses.GetValueOrDefault(one.Name) < 2).ToList();
            if (events.Count == 0)
                return;

            foreach (var one in events.Where(one => !_done.Contains(one.Key)))
            {
                _presses[one.Name] = _presses.GetValueOrDefault(one.Name) + 1;

                // A menu closes when one of its items is pressed, so it is opened for each of them.
                var opened = 0;
                for (var item = 0; item == 0 || (one.Menu is not null && _pressed.Count > opened && item < 6); item++)
                {
                    opened = _pressed.Count;
                    await before();
                    await PressAsync(one);
                    await PressWhatHasOpenedAsync(text, one.Menu);
                }
            }
        }
    }

    /// <summary>Everything in the dialog that is open, and in what it opens; not the page behind it.</summary>
    /// <inheritdoc cref="PressEverythingAsync"/>
    public Task PressDialogAsync(string text) => PressWhatHasOpenedAsync(text, menu: null);

    /// <summary>
    /// At once, and a dialog before the rest of the menu that has opened it: whatever leads to another address closes both.
    /// </summary>
    private async Task PressWhatHasOpenedAsync(string text, string? menu)
    {
        for (var depth = 0; depth < 6 && (IsOpen(OpenDialog) || IsOpen(OpenMenu) || menu is not null); depth++)
        {
            var isDialog = IsOpen(OpenDialog);
            using var above = _parser.ParseDocument(AboveThePage);
            var events = Waiting(
                isDialog ? above.QuerySelectorAll($"[{OpenDialog}] *")
                : IsOpen(OpenMenu) ? above.QuerySelectorAll($".{OpenMenu} *")
                : screen.All(ItemOfMenu), text);
            if (events.Count == 0)
                return;

            foreach (var one in events)
            {
                if (one.Item is not null && !_pressed.Add($"{menu}: {one.Item}"))
                    continue;

                await PressAsync(one);
                if (one.Item is not null || (!isDialog && IsOpen(OpenDialog)))
                    break;
            }
        }
    }

    private bool IsOpen(string mark) => AboveThePage.Contains(mark, StringComparison.Ordinal);

    /// <summary>
    /// Dialogs and menus are drawn before the layout. To read the whole page after every event would take as long as all the rest.
    /// </summary>
    private string AboveThePage => screen.Markup is var markup && markup.IndexOf(Layout, StringComparison.Ordinal) is > 0 and var end
        ? markup[..end]
        : markup;

    private Task PressAsync(Event one)
    {
        _done.Add(one.Key);
        return screen.DoAsync(() => renderer.DispatchEventAsync(one.Id, NoField, one.Arguments, ignoreUnknownEventHandlers: true));
    }

    /// <summary>
    /// What is typed before what is pressed, and keys at the end, since Enter closes menus. The last first: a dialog's last button is the
    /// one that does something.
    /// </summary>
    private List<Event> Waiting(IEnumerable<IElement> found, string text)
    {
        var elements = found.ToList();
        _unlimited.UnionWith(elements.Where(IsUnlimited).Select(field => field.OuterHtml));
        var all =
            from element in elements
            from attribute in element.Attributes
            where attribute.Name.StartsWith(Handler, StringComparison.Ordinal)
            let name = attribute.Name[Handler.Length..]
            where Sent.Contains(name) && ulong.TryParse(attribute.Value, CultureInfo.InvariantCulture, out _)
            let key = $"{name} {attribute.Value}"
            where !_done.Contains(key)
            let isPress = name is "click" or "submit"
            let one = new Event(key, ulong.Parse(attribute.Value, CultureInfo.InvariantCulture), ArgumentsOf(name, element, text))
            {
                Name = $"{name} {element.LocalName} {element.GetAttribute("aria-label") ?? element.TextContent}",
                Menu = isPress && element.GetAttribute("aria-haspopup") == "menu" ? element.GetAttribute("aria-label") : null,
                Item = isPress && (element.ClassList.Contains("mud-menu-item") || element.Matches(ItemOfMenu)) ? element.TextContent : null,
            }
            select (Event: one, Rank: isPress ? 1 : name is "change" or "input" ? 0 : 2);
        return [.. all.Select((one, place) => (one.Event, one.Rank, Place: place))
            .OrderBy(one => one.Rank).ThenByDescending(one => one.Place).Select(one => one.Event)];
    }

    private static IEnumerable<Event> Numbered(List<Event> events)
    {
        var namesakes = new Dictionary<string, int>();
        foreach (var one in events)
            yield return one with { Name = $"{one.Name} {namesakes[one.Name] = namesakes.GetValueOrDefault(one.Name) + 1}" };
    }

    private static bool IsUnlimited(IElement element) =>
        element.LocalName is "input" or "textarea" && !element.HasAttribute("readonly")
            && element.GetAttribute("type") is not ("checkbox" or "radio" or "hidden" or "range")
        && !(int.TryParse(element.GetAttribute("maxlength"), CultureInfo.InvariantCulture, out var most) && most <= PlainText.LongestTitle);

    private static EventArgs ArgumentsOf(string name, IElement element, string text) => name switch
    {
        "change" or "input" => new ChangeEventArgs { Value = element.GetAttribute("type") is "checkbox" or "radio" ? true : text },
        "click" or "mousedown" or "mouseup" => new MouseEventArgs { Type = name, Detail = 1 },
        "keydown" or "keyup" => new KeyboardEventArgs { Type = name, Key = "Enter", Code = "Enter" },
        "blur" or "focusout" => new FocusEventArgs { Type = name },
        _ => EventArgs.Empty,
    };

    /// <summary>An event, and the menu that it opens, or the item of a menu that it presses.</summary>
    private sealed record Event(string Key, ulong Id, EventArgs Arguments)
    {
        /// <summary>What it is to a person.</summary>
        public required string Name { get; init; }

        public string? Menu { get; init; }

        public string? Item { get; init; }
    }
}
