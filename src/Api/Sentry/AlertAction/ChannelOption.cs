namespace Router.Api.Sentry.AlertAction;

/// <summary>One choice of a select.</summary>
/// <param name="Label">What people read.</param>
/// <param name="Value">What is saved.</param>
/// <param name="Default">It is chosen to begin with.</param>
internal sealed record ChannelOption(string Label, string Value, bool? Default = null);
