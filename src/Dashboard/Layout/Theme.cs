using MudBlazor;

namespace BackupDashboard.Layout;

// Colours with a contrast of at least 4.5:1 as text on their surface, which MudBlazor's own state colours lack.
internal static class Theme
{
    private static readonly string[] SystemFonts = ["system-ui", "-apple-system", "Segoe UI", "Noto Sans", "Roboto", "sans-serif"];

    public static MudTheme Console { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1d4f91",
            Secondary = "#5b4b8a",
            Success = "#1a6b3a",
            Info = "#0b5c86",
            Warning = "#8a4f00",
            Error = "#b3261e",
            Background = "#f5f7fa",
            Surface = "#ffffff",
            AppbarBackground = "#14304f",
            AppbarText = "#ffffff",
            DrawerBackground = "#ffffff",
            DrawerText = "#1c2530",
            DrawerIcon = "#45525f",
            TextPrimary = "#1c2530",
            TextSecondary = "#45525f",
            TextDisabled = "#5d6873",
            ActionDefault = "#45525f",
            LinesDefault = "#d5dce4",
            TableLines = "#e1e6ec",
            Divider = "#d5dce4",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8ab4f8",
            PrimaryContrastText = "#0d1722",
            Secondary = "#c3b5f0",
            SecondaryContrastText = "#0d1722",
            Success = "#7fd6a0",
            SuccessContrastText = "#0d1722",
            Info = "#82c9ee",
            InfoContrastText = "#0d1722",
            Warning = "#f2b866",
            WarningContrastText = "#0d1722",
            Error = "#f6a19a",
            ErrorContrastText = "#0d1722",
            Background = "#10151b",
            Surface = "#182028",
            AppbarBackground = "#0c1a2b",
            AppbarText = "#e8eef5",
            DrawerBackground = "#141b22",
            DrawerText = "#dbe3ec",
            DrawerIcon = "#a9b6c3",
            TextPrimary = "#e3eaf2",
            TextSecondary = "#a9b6c3",
            TextDisabled = "#8c9aa8",
            ActionDefault = "#a9b6c3",
            LinesDefault = "#2c3743",
            TableLines = "#26303b",
            Divider = "#2c3743",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = SystemFonts },
            Button = new ButtonTypography { TextTransform = "none", FontWeight = "600" },
            H4 = new H4Typography { FontSize = "1.6rem", FontWeight = "600" },
            H5 = new H5Typography { FontSize = "1.25rem", FontWeight = "600" },
            H6 = new H6Typography { FontSize = "1.05rem", FontWeight = "600" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", DrawerWidthLeft = "220px" },
    };
}
