using Router.Domain.Configuration.Completion;

namespace Router.Api.Dashboard.Pages.Settings;

/// <summary>Suggestions as the editor in the browser takes them.</summary>
/// <param name="From">Where what is replaced begins.</param>
/// <param name="Items">The suggestions.</param>
public sealed record EditorSuggestions(int From, IReadOnlyList<EditorSuggestion> Items)
{
    /// <summary>Those of the config.</summary>
    public static EditorSuggestions Of(ConfigSuggestions found) =>
        new(found.From, [.. found.Items.Select(item => new EditorSuggestion(item.Label, item.Text, item.Kind.ToString().ToLowerInvariant(), item.Detail))]);
}
