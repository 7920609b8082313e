using System.Text.Json;
using Router.Domain.Storage;

namespace Router.Domain.Delivery;

/// <summary>How deliveries and sinks are laid out in the store.</summary>
public static class DeliveryStore
{
    /// <summary>The type of delivery grains.</summary>
    public const string GrainType = "delivery";

    /// <summary>The type of sink grains.</summary>
    public const string SinkGrainType = "sink";

    /// <summary>Reads a queue; an empty one where there is no row.</summary>
    /// <exception cref="StoreUnavailableException">A later version wrote it.</exception>
    public static DeliveryState Read(GrainRow? row)
    {
        if (row is null)
            return new();
        var state = JsonSerializer.Deserialize(row.State.Span, DeliveryJson.Default.DeliveryState)!;
        ThrowIfNewer(GrainType, state.Schema, DeliveryState.CurrentSchema);
        return state with
        {
            Messages = row.Parts.ToImmutableDictionary(part => part.Key, part => JsonSerializer.Deserialize(part.Value.Span, DeliveryJson.Default.Notification)!),
        };
    }

    /// <summary>What encodes the row; null once there is nothing to keep.</summary>
    public static Func<GrainSnapshot>? Encoder(DeliveryState state) => state.LastActivityAt == default ? null
        : () => new(JsonSerializer.SerializeToUtf8Bytes(state, DeliveryJson.Default.DeliveryState), DeliveryPolicy.DueAt(state));

    /// <summary>The texts that came and went.</summary>
    public static ImmutableArray<PartWrite> Parts(DeliveryState before, DeliveryState after) => ReferenceEquals(before.Messages, after.Messages) ? [] :
    [
        .. before.Messages.Keys.Where(key => !after.Messages.ContainsKey(key)).Select(key => new PartWrite(key, null)),
        .. after.Messages.Where(message => !before.Messages.ContainsKey(message.Key))
            .Select(message => new PartWrite(message.Key, JsonSerializer.SerializeToUtf8Bytes(message.Value, DeliveryJson.Default.Notification))),
    ];

    /// <summary>A journal entry.</summary>
    public static JournalWrite Journal(DeliveryJournalEntry entry, DateTimeOffset now) =>
        new(JournalKind.Delivery, now, JsonSerializer.SerializeToUtf8Bytes(entry, DeliveryJson.Default.DeliveryJournalEntry));

    /// <summary>Reads a sink's state; an enabled one where there is no row.</summary>
    /// <exception cref="StoreUnavailableException">A later version wrote it.</exception>
    public static SinkState ReadSink(GrainRow? row)
    {
        if (row is null)
            return new();
        var state = JsonSerializer.Deserialize(row.State.Span, DeliveryJson.Default.SinkState)!;
        ThrowIfNewer(SinkGrainType, state.Schema, SinkState.CurrentSchema);
        return state;
    }

    /// <summary>What encodes a sink's row; null while it is enabled.</summary>
    public static Func<GrainSnapshot>? SinkEncoder(SinkState state) =>
        state.DisabledAt is null ? null : () => new(JsonSerializer.SerializeToUtf8Bytes(state, DeliveryJson.Default.SinkState), null);

    private static void ThrowIfNewer(string type, int schema, int known)
    {
        if (schema > known)
            throw new StoreUnavailableException($"The state of a {type} has schema {schema}; this version reads up to {known}. Start the newer version.");
    }
}
