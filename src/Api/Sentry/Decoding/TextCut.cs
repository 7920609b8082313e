namespace Router.Api.Sentry.Decoding;

/// <summary>How much of a text is kept.</summary>
/// <param name="MaxCost">The most bytes that it may take as JSON (by <see cref="JsonText.CostOf(string)"/>).</param>
/// <param name="MaxChars">The most UTF-16 characters.</param>
/// <param name="Lines">Keep line breaks and tabs; else they become spaces like all control characters.</param>
internal readonly record struct TextCut(int MaxCost, int MaxChars, bool Lines = false);
