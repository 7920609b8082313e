namespace Router.Domain.Storage;

/// <summary>Removes what has outlived its time, in small steps.</summary>
public interface IRetention
{
    /// <summary>Removes one step's worth: journal days that ended before <paramref name="journalBefore"/>, or up to <paramref name="limit"/> resolved or unseen grains last seen before <paramref name="grainsBefore"/>.</summary>
    /// <returns>True when there is more to remove.</returns>
    ValueTask<bool> PurgeStepAsync(DateTimeOffset journalBefore, DateTimeOffset grainsBefore, int limit, CancellationToken cancellationToken = default);
}
