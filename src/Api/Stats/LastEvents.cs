using System.Collections.Immutable;
using Router.Domain.Health;
using Router.Domain.Storage;

namespace Router.Api.Stats;

/// <summary>
/// When each integration's last webhook came: as the processes have stored it, every few seconds, and as this one knows. Right after a restart, and on every host.
/// </summary>
internal sealed class LastEvents(IGrainStateStorage storage, Traffic traffic, TimeProvider time)
{
    private readonly KeptAnswer<ImmutableDictionary<string, DateTimeOffset>> _stored = new(TimeSpan.FromSeconds(1), time);

    /// <summary>By integration; those that were never heard of are missing.</summary>
    /// <exception cref="StoreUnavailableException">The store can't be read.</exception>
    public async Task<ImmutableDictionary<string, DateTimeOffset>> ReadAsync()
    {
        var last = await _stored.ReadAsync(async () => HealthStore.ReadHealth(await storage.ReadAsync(HealthStore.Health)).LastEvents);
        foreach (var (id, at) in traffic.LastEvents())
        {
            if (at > last.GetValueOrDefault(id))
                last = last.SetItem(id, at);
        }

        return last;
    }
}
