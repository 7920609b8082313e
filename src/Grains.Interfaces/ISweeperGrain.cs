namespace Router.Grains.Interfaces;

/// <summary>Wakes the grains of one shard whose due time has come. Key: the shard, 0 to 31.</summary>
[Alias("router.sweeper")]
public interface ISweeperGrain : IGrainWithIntegerKey
{
    /// <summary>One sweep.</summary>
    [Alias("sweep")]
    Task SweepAsync();
}
