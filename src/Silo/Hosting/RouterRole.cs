namespace Router.Silo.Hosting;

/// <summary>The part of a cluster's work that a process does.</summary>
internal enum RouterRole
{
    /// <summary>Everything.</summary>
    All = 0,

    /// <summary>Holds grains; over HTTP it answers health and metrics alone.</summary>
    Silo = 1,

    /// <summary>Takes webhooks and serves the management API; its grains are on silos.</summary>
    Api = 2,
}
