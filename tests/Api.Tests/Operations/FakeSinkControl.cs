using Router.Api.Sinks;
using Router.Grains.Interfaces;

namespace Router.Api.Tests.Operations;

internal sealed class FakeSinkControl : ISinkControl
{
    public Dictionary<string, SinkStatus> Statuses { get; } = [];

    public SinkAttempt? Attempt { get; set; }

    public bool WasDisabled { get; set; }

    public (string Sink, string Actor, string? Reason)? Asked { get; private set; }

    /// <summary>How often a test was sent.</summary>
    public int Tests { get; private set; }

    /// <summary>Done when the first test was asked for.</summary>
    public TaskCompletionSource Asking { get; } = new();

    /// <summary>What a test waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public Task<SinkStatus> StatusAsync(string sink) => Task.FromResult(Statuses.GetValueOrDefault(sink, new()));

    public Task<bool> EnableAsync(string sink, string actor, string? reason)
    {
        Asked = (sink, actor, reason);
        return Task.FromResult(WasDisabled);
    }

    public async Task<SinkAttempt?> TestAsync(string sink, string actor, string? reason)
    {
        Asked = (sink, actor, reason);
        Tests++;
        Asking.TrySetResult();
        await Gate;
        return Attempt;
    }
}
