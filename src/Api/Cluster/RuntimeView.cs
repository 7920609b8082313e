namespace Router.Api.Cluster;

/// <summary>Orleans' own dashboard, the runtime's view of the cluster.</summary>
/// <param name="IsOn">Whether this process serves it.</param>
public sealed record RuntimeView(bool IsOn)
{
    /// <summary>Where it is served.</summary>
    public const string Path = "/orleans";
}
