using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Grains.Sinks;

namespace Router.Grains.Tests.Sinks;

/// <summary>The sinks as the router registers them, with the test's clock, output and log.</summary>
internal sealed class SinkHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public SinkHost()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<TextWriter>(Output);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddRouterSinks();
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public FakeTimeProvider Time { get; } = new(new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    public StringWriter Output { get; } = new();

    public RecordingLog Log { get; } = new();

    public static RouterLinks Links { get; } = new("https://router.example");

    public ISink Sink(string type) => _services.GetRequiredService<FrozenDictionary<string, ISink>>()[type];

    public Task<SinkResult> SendAsync(SinkConfig sink, Notification notification, CancellationToken cancellationToken = default) =>
        Sink(sink.Type).SendAsync(sink, notification, Links, cancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
