namespace Router.Grains.Interfaces;

/// <summary>Tells which version of the router a silo runs. Key: the silo's address; the caller gives it as the placement hint too.</summary>
[Alias("router.silo-version")]
public interface ISiloVersionGrain : IGrainWithStringKey
{
    /// <summary>The version of the silo that the key names; null when the grain came to be on another, which can't speak for it.</summary>
    [Alias("read")]
    Task<string?> ReadAsync();
}
