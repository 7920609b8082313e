namespace Router.Domain.Configuration.Completion;

/// <summary>Something that can be written at a place of the document.</summary>
/// <param name="Label">What people are shown.</param>
/// <param name="Text">What is written.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Detail">What it means, in one line; null without.</param>
public sealed record ConfigSuggestion(string Label, string Text, ConfigSuggestionKind Kind, string? Detail = null);
