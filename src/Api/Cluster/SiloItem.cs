namespace Router.Api.Cluster;

/// <summary>A silo of the cluster.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">The router's version that it runs; null when it does not say.</param>
/// <param name="Address">Where the others reach it.</param>
/// <param name="Status">Where it stands in Orleans' membership: Active, Joining, ShuttingDown ...</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Activations">The grains in its memory; null when it did not answer.</param>
/// <param name="CpuPercent">The processor's use, 0 to 100; null when unknown.</param>
/// <param name="MemoryBytes">The memory that it uses; null when unknown.</param>
/// <param name="IsOverloaded">It sheds load.</param>
internal sealed record SiloItem(string Name, string? Version, string Address, string Status, DateTimeOffset StartedAt, int? Activations, double? CpuPercent, long? MemoryBytes, bool IsOverloaded);
