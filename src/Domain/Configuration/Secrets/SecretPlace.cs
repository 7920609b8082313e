namespace Router.Domain.Configuration.Secrets;

/// <summary>Where a secret stands, whatever the order of the document.</summary>
/// <param name="Section"><c>integrations</c>, <c>sinks</c> or <c>system</c>.</param>
/// <param name="Id">The id of the integration or the sink; <c>system</c>.</param>
/// <param name="Key">Its key.</param>
/// <param name="Index">The place in a list; 0 without one.</param>
internal readonly record struct SecretPlace(string Section, string Id, string Key, int Index = 0);
