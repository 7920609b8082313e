using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Router.Api.Auth.Failures;

namespace Router.Api.Tests.Auth;

/// <summary>What the meter of one server measured.</summary>
internal sealed class AuthMeasurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, long Value, Dictionary<string, object?> Tags)> _measured = new();

    public AuthMeasurements(IServiceProvider services)
    {
        services.GetRequiredService<AuthMetrics>();
        var meters = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == AuthMetrics.MeterName && instrument.Meter.Scope == meters)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _measured.Enqueue((instrument.Name, value, new(tags.ToArray()))));
        _listener.Start();
    }

    public long Sum(string name, params (string Name, object Value)[] tags) =>
        _measured.Where(m => m.Name == name && tags.All(tag => Equals(m.Tags[tag.Name], tag.Value))).Sum(m => m.Value);

    public void Dispose() => _listener.Dispose();
}
