using System.Text.Json;
using Router.Domain.Storage;

namespace Router.Domain.Health;

/// <summary>How the router's health and heartbeat are laid out in the store.</summary>
public static class HealthStore
{
    /// <summary>The one row of the health.</summary>
    public static readonly GrainKey Health = new("health", "router");

    /// <summary>The one row of the heartbeat.</summary>
    public static readonly GrainKey Heartbeat = new("heartbeat", "router");

    /// <summary>Reads the health; an empty one where there is no row.</summary>
    /// <exception cref="StoreUnavailableException">A later version wrote it.</exception>
    public static HealthState ReadHealth(GrainRow? row) => Read<HealthState>(row, state => state.Schema, HealthState.CurrentSchema);

    /// <summary>Reads the heartbeat; none where there is no row.</summary>
    /// <exception cref="StoreUnavailableException">A later version wrote it.</exception>
    public static HeartbeatState ReadHeartbeat(GrainRow? row) => Read<HeartbeatState>(row, state => state.Schema, HeartbeatState.CurrentSchema);

    /// <summary>What encodes the health's row.</summary>
    public static Func<GrainSnapshot> Encoder(HealthState state) => () => new(JsonSerializer.SerializeToUtf8Bytes(state, HealthStateJson.Default.HealthState), null);

    /// <summary>What encodes the heartbeat's row; null while there is none.</summary>
    public static Func<GrainSnapshot>? Encoder(HeartbeatState state) =>
        state.NextAt is null ? null : () => new(JsonSerializer.SerializeToUtf8Bytes(state, HealthStateJson.Default.HeartbeatState), state.NextAt);

    private static T Read<T>(GrainRow? row, Func<T, int> schema, int known)
        where T : new()
    {
        if (row is null)
            return new();
        var state = StoredJson.Read<T>(row.State);
        return schema(state) <= known ? state
            : throw new StoreUnavailableException($"The router's own health has schema {schema(state)}; this version reads up to {known}. Start the newer version.");
    }
}
