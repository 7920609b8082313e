namespace Router.Api.Silences;

/// <summary>How many there are of something.</summary>
/// <param name="Name">Its name; null for what has none.</param>
/// <param name="Count">How many.</param>
internal sealed record CountItem(string? Name, long Count);
