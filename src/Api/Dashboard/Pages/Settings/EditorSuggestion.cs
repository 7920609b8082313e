namespace Router.Api.Dashboard.Pages.Settings;

/// <summary>A suggestion as the editor in the browser takes it.</summary>
/// <param name="Label">What is shown.</param>
/// <param name="Text">What is written.</param>
/// <param name="Type">What it is: a style's name.</param>
/// <param name="Detail">What it means; null without.</param>
public sealed record EditorSuggestion(string Label, string Text, string Type, string? Detail);
