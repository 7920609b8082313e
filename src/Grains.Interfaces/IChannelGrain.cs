using Orleans.Concurrency;
using Router.Domain.Noise;

namespace Router.Grains.Interfaces;

/// <summary>What the incidents of one channel share: open sources of inhibition, and the rate limit. Asked, and calls nobody back but when it is woken. Key: the channel's id.</summary>
[Alias("router.channel")]
public interface IChannelGrain : IWakeable
{
    /// <summary>Answers what an incident must know before it decides; who must wait is remembered durably, and woken when it need not any more.</summary>
    /// <exception cref="Domain.Storage.StoreUnavailableException">Nothing is known to be written.</exception>
    [Alias("ask"), AlwaysInterleave]
    Task<ChannelAnswer> AskAsync(ChannelAsk ask);

    /// <summary>Takes which keys an incident grain holds open; completes when it is durable.</summary>
    /// <exception cref="Domain.Storage.StoreUnavailableException">Nothing is known to be written.</exception>
    [Alias("claim"), AlwaysInterleave]
    Task ClaimAsync(string incident, ChannelClaim claim);
}
