using System.Text.Json;
using Router.Domain.Storage;

namespace Router.Domain.Noise;

/// <summary>A channel's row: how its state, its claims and its waiters are stored.</summary>
public static class ChannelStore
{
    /// <summary>The row's grain type.</summary>
    public const string GrainType = "channel";

    private const string Claim = "c|";
    private const string Waiter = "w|";

    /// <summary>The snapshot of a state.</summary>
    public static GrainSnapshot Snapshot(ChannelState state) => new(JsonSerializer.SerializeToUtf8Bytes(state, ChannelJson.Default.ChannelState), ChannelPolicy.DueAt(state));

    /// <summary>Reads a stored row; a new state when there is none.</summary>
    /// <exception cref="StoreUnavailableException">A newer version wrote it.</exception>
    public static ChannelState Read(GrainRow? row)
    {
        if (row is null)
            return new();
        var state = StoredJson.Read<ChannelState>(row.State);
        if (state.Schema > ChannelState.CurrentSchema)
            throw new StoreUnavailableException($"A channel's state has schema {state.Schema}; this version reads up to {ChannelState.CurrentSchema}. Start the newer version.");
        foreach (var (key, data) in row.Parts)
        {
            state = key.StartsWith(Claim, StringComparison.Ordinal)
                ? state.WithClaim(key[Claim.Length..], StoredJson.Read<ChannelClaim>(data))
                : state.WithWaiter(key[Waiter.Length..], StoredJson.Read<ChannelWaiter>(data));
        }

        return state;
    }

    /// <summary>The rows of incident grains whose claim or wait changed.</summary>
    public static ImmutableArray<PartWrite> Parts(ChannelState before, ChannelState after, ImmutableArray<string> changed)
    {
        var parts = ImmutableArray.CreateBuilder<PartWrite>();
        foreach (var incident in changed)
        {
            var (claim, waiter) = (after.Claims.GetValueOrDefault(incident), after.Waiters.GetValueOrDefault(incident));
            if (!ReferenceEquals(claim, before.Claims.GetValueOrDefault(incident)))
                parts.Add(new(Claim + incident, claim is null ? default(ReadOnlyMemory<byte>?) : JsonSerializer.SerializeToUtf8Bytes(claim, ChannelJson.Default.ChannelClaim)));
            if (!ReferenceEquals(waiter, before.Waiters.GetValueOrDefault(incident)))
                parts.Add(new(Waiter + incident, waiter is null ? default(ReadOnlyMemory<byte>?) : JsonSerializer.SerializeToUtf8Bytes(waiter, ChannelJson.Default.ChannelWaiter)));
        }

        return parts.ToImmutable();
    }
}
