namespace Router.Domain.Configuration.Completion;

/// <summary>What can be written at a place.</summary>
/// <param name="From">Where what is replaced begins: an index of the document, not after the cursor.</param>
/// <param name="Items">The suggestions; the editor narrows them by what is written already.</param>
public sealed record ConfigSuggestions(int From, ImmutableArray<ConfigSuggestion> Items);
