using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Router.Api.Sentry.Ingress;
using Router.Api.Sentry.Testing;

namespace Router.Api.Sentry;

/// <summary>Adds the webhook target to a host.</summary>
public static class SentryWebhooks
{
    /// <summary>The path of a push URL; <c>{key}</c> is the integration's.</summary>
    public const string Pattern = $"/webhooks/sentry/{{{SentryEndpoint.KeyName}}}";

    /// <summary>
    /// Adds what <see cref="MapSentryWebhooks"/> needs, beside an <see cref="Domain.Configuration.ICurrentConfig"/> and an Orleans client.
    /// An <see cref="IIssueClient"/> or a <see cref="TimeProvider"/> that is registered before stays.
    /// </summary>
    public static IServiceCollection AddSentryIngress(this IServiceCollection services)
    {
        services.AddOptions<IngressOptions>().BindConfiguration(IngressOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IngressOptions>, IngressOptionsValidator>();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIssueClient, GrainIssueClient>();
        services.AddSingleton(provider => new InFlight(provider.GetRequiredService<IOptions<IngressOptions>>().Value.MaxInFlight));
        services.AddSingleton<IntegrationLimits>();
        services.AddSingleton<RejectedLog>();
        services.AddSingleton<IngestMetrics>();
        services.AddSingleton<IngestFailureLog>();
        services.AddSingleton<NewerConfig>();
        services.AddSingleton<SentryEndpoint>();
        services.AddSingleton<TestWebhook>();
        services.AddSingleton<IngestWarmUp>();
        return services;
    }

    /// <summary>Has a made-up webhook go the whole way without effect, so that a first real one does not wait for the compiler.</summary>
    /// <exception cref="TimeoutException">No grain answers.</exception>
    public static Task WarmUpSentryIngressAsync(this IServiceProvider services) => services.GetRequiredService<IngestWarmUp>().RunAsync();

    /// <summary>Maps <c>POST /webhooks/sentry/{key}</c>. Other methods are answered 405 for a known key. Runs at once, before the host's middleware.</summary>
    public static IEndpointConventionBuilder MapSentryWebhooks(this IEndpointRouteBuilder endpoints) =>
        endpoints.Map(Pattern, endpoints.ServiceProvider.GetRequiredService<SentryEndpoint>().HandleAsync).ShortCircuit();
}
