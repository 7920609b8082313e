namespace Router.Api.Cluster;

/// <summary>The activations of a grain type.</summary>
/// <param name="Type">The type, without its namespace.</param>
/// <param name="Count">How many, on all silos.</param>
internal sealed record ActivationItem(string Type, int Count);
