using MudBlazor;

namespace Router.Api.Dashboard.Theme;

/// <summary>The dashboard's colours and type for MudBlazor; <c>style.css</c> has the same for what is ours.</summary>
internal static class RouterTheme
{
    private static readonly string[] Fonts = ["Inter", "system-ui", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#3147c8",
            Secondary = "#5b6675",
            Background = "#f5f6f8",
            BackgroundGray = "#eceef2",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#18202b",
            DrawerBackground = "#ffffff",
            DrawerText = "#18202b",
            TextPrimary = "#18202b",
            TextSecondary = "#566172",
            TextDisabled = "#6f7a8a",
            ActionDefault = "#566172",
            LinesDefault = "#dfe3e9",
            LinesInputs = "#8b95a3",
            TableLines = "#e6e9ee",
            Divider = "#e6e9ee",
            Error = "#b3261e",
            Warning = "#8a5300",
            Info = "#1558b0",
            Success = "#1d6b3a",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#9db0ff",
            PrimaryContrastText = "#10162b",
            Secondary = "#a3afbf",
            Background = "#0e1319",
            BackgroundGray = "#0a0e13",
            Surface = "#161c24",
            AppbarBackground = "#161c24",
            AppbarText = "#e6ebf2",
            DrawerBackground = "#161c24",
            DrawerText = "#e6ebf2",
            TextPrimary = "#e6ebf2",
            TextSecondary = "#a3afbf",
            TextDisabled = "#8793a4",
            ActionDefault = "#a3afbf",
            LinesDefault = "#2a3340",
            LinesInputs = "#6a7789",
            TableLines = "#242d38",
            Divider = "#242d38",
            Error = "#ff8f86",
            Warning = "#ffc46b",
            Info = "#8ab8ff",
            Success = "#7fd39b",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = ".875rem", LineHeight = "1.45", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Fonts, FontSize = ".8125rem", FontWeight = "550", TextTransform = "none", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = Fonts, FontSize = ".875rem", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = Fonts, FontSize = ".8125rem", LetterSpacing = "normal" },
            Caption = new CaptionTypography { FontFamily = Fonts, FontSize = ".75rem", LetterSpacing = "normal" },
        },
    };
}
