namespace Router.Api.Cluster;

/// <summary>How the cluster stands.</summary>
/// <param name="Silos">The silos that are alive, by name.</param>
/// <param name="Activations">Grains in memory by type, the most first.</param>
internal sealed record ClusterView(IReadOnlyList<SiloItem> Silos, IReadOnlyList<ActivationItem> Activations);
