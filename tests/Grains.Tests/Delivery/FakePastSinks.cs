using Router.Domain.Configuration;

namespace Router.Grains.Tests.Delivery;

internal sealed class FakePastSinks : IPastSinks
{
    public Dictionary<string, PastSink> Sinks { get; } = [];

    public ValueTask<PastSink?> FindAsync(string id, CancellationToken cancellationToken = default) => ValueTask.FromResult(Sinks.GetValueOrDefault(id));
}
