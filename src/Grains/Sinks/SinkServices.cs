using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>Registers the sinks.</summary>
public static class SinkServices
{
    /// <summary>
    /// Adds every type of sink, as a <see cref="FrozenDictionary{TKey,TValue}"/> of <see cref="ISink"/> by type, and the two HTTP clients they use.
    /// The console sink prints on a registered <see cref="TextWriter"/>, else on standard output.
    /// </summary>
    public static IServiceCollection AddRouterSinks(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Console.Out);
        AddClient(services, SinkHttp.PublicClient, allowPrivate: false);
        AddClient(services, SinkHttp.PrivateClient, allowPrivate: true);
        services.TryAddSingleton<SinkHttp>();
        services.TryAddSingleton<ISlackReply, SlackReply>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISink, ConsoleSink>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISink, WebhookSink>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISink, FlashdutySink>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISink, PagerDutySink>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISink, SlackSink>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISink, TeamsSink>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISink, AlertmanagerSink>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISink, EmailSink>());
        services.TryAddSingleton(provider => provider.GetServices<ISink>().ToFrozenDictionary(
            sink => sink.Type, sink => (ISink)new TemplatedSink(sink, provider.GetRequiredService<ILogger<TemplatedSink>>()), StringComparer.Ordinal));
        return services;
    }

    /// <summary>The factory's own loggers would print URLs, which hold secrets: none are attached.</summary>
    private static void AddClient(IServiceCollection services, string name, bool allowPrivate) =>
        services.AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => SinkConnection.CreateHandler(allowPrivate))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
}
