using System.Text.Json;
using Router.Domain.Storage;

namespace Router.Domain.TwoWay;

/// <summary>How changes of issues in Sentry are laid out in the store.</summary>
public static class SentryChangeStore
{
    /// <summary>The row's grain type.</summary>
    public const string GrainType = "sentry-change";

    /// <summary>Reads a stored state; a new one where there is no row.</summary>
    /// <exception cref="StoreUnavailableException">A later version wrote it.</exception>
    public static SentryChangeState Read(GrainRow? row)
    {
        if (row is null)
            return new();
        var state = StoredJson.Read<SentryChangeState>(row.State);
        return state.Schema <= SentryChangeState.CurrentSchema ? state
            : throw new StoreUnavailableException($"The state of a {GrainType} has schema {state.Schema}; this version reads up to {SentryChangeState.CurrentSchema}. Start the newer version.");
    }

    /// <summary>What encodes the row; null once there is nothing to keep.</summary>
    public static Func<GrainSnapshot>? Encoder(SentryChangeState state) => state.LastActivityAt == default ? null
        : () => new(JsonSerializer.SerializeToUtf8Bytes(state, SentryChangeJson.Default.SentryChangeState), SentryChangePolicy.DueAt(state));
}
