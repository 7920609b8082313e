namespace Router.Domain.Noise;

/// <summary>The keys that an incident grain holds open.</summary>
/// <param name="IncidentId">The id of its newest incident.</param>
/// <param name="Version">See <see cref="InhibitClaims.Version"/>: an older one is skipped.</param>
/// <param name="Keys">The keys.</param>
[GenerateSerializer, Immutable, Alias("router.channel-claim")]
public sealed record ChannelClaim([property: Id(0)] string IncidentId, [property: Id(1)] long Version, ImmutableArray<string> Keys)
{
    /// <summary>The keys.</summary>
    [Id(2)]
    public ImmutableArray<string> Keys { get; init; } = Keys.IsDefault ? [] : Keys;
}
