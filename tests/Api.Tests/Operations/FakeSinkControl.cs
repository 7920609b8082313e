using Router.Api.Sinks;
using Router.Grains.Interfaces;

namespace Router.Api.Tests.Operations;

internal sealed class FakeSinkControl : ISinkControl
{
    public Dictionary<string, SinkStatus> Statuses { get; } = [];

    public SinkAttempt? Attempt { get; set; }

    public bool WasDisabled { get; set; }

    public (string Sink, string Actor, string? Reason)? Asked { get; private set; }

    public Task<SinkStatus> StatusAsync(string sink) => Task.FromResult(Statuses.GetValueOrDefault(sink, new()));

    public Task<bool> EnableAsync(string sink, string actor, string? reason)
    {
        Asked = (sink, actor, reason);
        return Task.FromResult(WasDisabled);
    }

    public Task<SinkAttempt?> TestAsync(string sink, string actor, string? reason)
    {
        Asked = (sink, actor, reason);
        return Task.FromResult(Attempt);
    }
}
