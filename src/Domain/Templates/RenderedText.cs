namespace Router.Domain.Templates;

/// <summary>What a template made.</summary>
/// <param name="Text">The text; null when it failed.</param>
/// <param name="Problem">Why it failed; null when it didn't.</param>
public readonly record struct RenderedText(string? Text, string? Problem);
