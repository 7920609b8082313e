namespace Router.Grains.Interfaces;

/// <summary>A grain whose stored row may carry a due time; the sweeper wakes it.</summary>
public interface IWakeable : IGrainWithStringKey
{
    /// <summary>Does what is due, if anything is. Harmless when called twice or early; throws when it failed, and is called again later.</summary>
    [Alias("wake")]
    Task WakeAsync();
}
