using Orleans;
using Router.Grains.Interfaces;

namespace Router.Api.Sinks;

/// <summary>Calls the sinks' grains.</summary>
internal sealed class GrainSinkControl(IGrainFactory grains) : ISinkControl
{
    public Task<SinkStatus> StatusAsync(string sink) => Grain(sink).StatusAsync();

    public Task<bool> EnableAsync(string sink, string actor, string? reason) => Grain(sink).EnableAsync(actor, reason);

    public Task<SinkAttempt?> TestAsync(string sink, string actor, string? reason) => Grain(sink).TestAsync(actor, reason);

    private ISinkGrain Grain(string sink) => grains.GetGrain<ISinkGrain>(sink);
}
