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
        var state = StoredJson.Read<DeliveryState>(row.State);
        ThrowIfNewer(GrainType, state.Schema, DeliveryState.CurrentSchema);
        return state with
        {
            Messages = row.Parts.ToImmutableDictionary(part => part.Key, part => StoredJson.Read<Notification>(part.Value)),
        };
    }

    /// <summary>What encodes the row; null once there is nothing to keep.</summary>
    public static Func<GrainSnapshot>? Encoder(DeliveryState state, string sinkId) => state.LastActivityAt == default ? null
        : () => new(JsonSerializer.SerializeToUtf8Bytes(state, DeliveryJson.Default.DeliveryState), DeliveryPolicy.DueAt(state), Index(state, sinkId));

    /// <summary>The state as it is to be stored: with the time since which it is in trouble, which is its place in the list.</summary>
    public static DeliveryState Listed(DeliveryState state, DateTimeOffset now) => IsTroubled(state) == state.TroubledAt is not null ? state
        : state with { TroubledAt = state.TroubledAt is null ? now : null };

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
        var state = StoredJson.Read<SinkState>(row.State);
        ThrowIfNewer(SinkGrainType, state.Schema, SinkState.CurrentSchema);
        return state;
    }

    /// <summary>What encodes a sink's row; null while it is enabled.</summary>
    public static Func<GrainSnapshot>? SinkEncoder(SinkState state) =>
        state.DisabledAt is null ? null : () => new(JsonSerializer.SerializeToUtf8Bytes(state, DeliveryJson.Default.SinkState), null);

    /// <summary>The rule is the sink, the count that of the dead letters, else of what waits. Its place in the list is <see cref="DeliveryState.TroubledAt"/>.</summary>
    private static IndexRow? Index(DeliveryState state, string sinkId)
    {
        if (!IsTroubled(state))
            return null;
        var newest = state.Messages.Values.MaxBy(message => message.Timestamp);
        return new()
        {
            Status = (!state.DeadLetters.IsEmpty ? DeliveryStatus.DeadLetter : state.Queue[0].Attempts > 0 ? DeliveryStatus.Retrying : DeliveryStatus.Pending).ToString(),
            Severity = state.Messages.Values.Select(message => message.Severity).DefaultIfEmpty().Max(),
            Title = newest?.Title ?? "",
            Rule = sinkId,
            Channels = newest is null ? [] : [newest.Channel],
            FirstSeen = state.TroubledAt ?? state.LastActivityAt,
            LastSeen = state.LastActivityAt,
            Count = state.DeadLetters.IsEmpty ? state.Queue.Length : state.DeadLetters.Length,
        };
    }

    /// <summary>Something was given up, or the head failed or was put off. What is sent at once never touches the list.</summary>
    private static bool IsTroubled(DeliveryState state) =>
        !state.DeadLetters.IsEmpty || (state.Queue is [var head, ..] && (head.Attempts > 0 || head.NextAttemptAt > head.EnqueuedAt));

    private static void ThrowIfNewer(string type, int schema, int known)
    {
        if (schema > known)
            throw new StoreUnavailableException($"The state of a {type} has schema {schema}; this version reads up to {known}. Start the newer version.");
    }
}
