using Router.Api.Deliveries;
using Router.Domain.Configuration;

namespace Router.Api.Sinks;

/// <summary>Reads the sinks of the config in force and how they stand.</summary>
internal sealed class SinkList(ICurrentConfig config, ISinkControl sinks, TroubledQueues queues)
{
    /// <summary>The sinks, in the config's order.</summary>
    public async Task<IReadOnlyList<SinkItem>> ReadAsync(CancellationToken cancellationToken)
    {
        var configured = config.Table.Config.Sinks;
        var counts = await queues.CountAsync(cancellationToken);
        var statuses = await Task.WhenAll(configured.Select(sink => sinks.StatusAsync(sink.Id)));
        return [.. configured.Zip(statuses, (sink, status) => SinkItem.Of(sink, status, counts.GetValueOrDefault(sink.Id)))];
    }
}
