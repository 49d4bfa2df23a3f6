using BackupDashboard.Access;
using BackupDashboard.Shell;
using BackupDashboard.Zones;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using MudBlazor;

namespace BackupDashboard.Layout;

public sealed partial class MainLayout
{
    private MudThemeProvider _themeProvider = null!;
    private ElementReference _content;
    private PageBoundary? _boundary;
    private ThemeChoice _theme;
    private bool _isDark;
    private bool _menuOpen = true;
    private bool _ready;
    private Grants? _drawnFor;

    [CascadingParameter]
    public Grants Grants { get; set; } = Grants.None;

    [Inject]
    public required Browser Browser { get; init; }

    [Inject]
    public required ViewerTime Time { get; init; }

    [Inject]
    public required ZoneViews Zones { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Inject]
    public required IOptions<ShellOptions> Options { get; init; }

    private string? AccountTitle => Zones.Account(Grants).Account?.Title;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

        // Nothing is shown before the browser has reported its time zone and theme: otherwise times and colours would change while being
        // read.
        Time.Use(await Browser.TimeZoneAsync());
        _theme = await Browser.ThemeAsync();
        await ApplyThemeAsync();
        _ready = true;
        StateHasChanged();
    }

    protected override void OnParametersSet()
    {
        _boundary?.Recover();
        if (_drawnFor is not null && _drawnFor != Grants)
            Snackbar.Add("What you may see and do has changed, so this page was drawn anew.", Severity.Info);
        _drawnFor = Grants;
    }

    private void ToggleMenu() => _menuOpen = !_menuOpen;

    // As a link it would scroll, and leave the focus where it was.
    private async Task SkipAsync() => await _content.FocusAsync();

    private void Recover() => _boundary?.Recover();

    private async Task ChooseThemeAsync(ThemeChoice choice)
    {
        _theme = choice;
        await Browser.KeepThemeAsync(choice);
        await ApplyThemeAsync();
    }

    private async Task ApplyThemeAsync() =>
        _isDark = _theme is ThemeChoice.Dark || (_theme is ThemeChoice.System && await _themeProvider.GetSystemDarkModeAsync());
}
