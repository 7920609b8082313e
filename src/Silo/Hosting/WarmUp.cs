using Router.Api.Sentry;
using Router.Api.Sentry.Samples;
using Router.Domain.Configuration;
using Router.Domain.Storage;
using Router.Grains.Interfaces;

namespace Router.Silo.Hosting;

/// <summary>Goes the way of a webhook once without effect, so that the first real one does not wait for the compiler: Sentry waits a second and never asks again.</summary>
internal static partial class WarmUp
{
    /// <summary>Decodes a sample, checks its signature, and has a grain that holds nothing commit nothing.</summary>
    public static async Task RunAsync(IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var sample = SentrySample.Create("event_alert.triggered", new() { EventId = Guid.Empty, Timestamp = time.GetUtcNow() });
        var integration = new IntegrationConfig { Id = "", Name = "", Key = "", ClientSecrets = ["secret"] };
        SentrySignature.Matches(sample.Body.Span, sample.Sign("secret"), integration.ClientSecrets);
        SentryDecoder.Decode(sample.Body.Span, new(integration, new("event_alert", null, null), time.GetUtcNow(), PayloadPaths.None));
        try
        {
            // An issue of its own: another host warms up at the same time.
            await services.GetRequiredService<IGrainFactory>().GetGrain<IIssueGrain>($"|issue|{Guid.NewGuid():N}").WakeAsync();
        }
        catch (Exception e) when (e is OrleansException or TimeoutException or StoreUnavailableException)
        {
            LogCold(services.GetRequiredService<ILoggerFactory>().CreateLogger("Router.Silo.Hosting.WarmUp"), e.Message);
        }
    }

    [LoggerMessage(2102, LogLevel.Warning, "The first webhooks may be slow: the way to a grain could not be tried. {Problem}")]
    private static partial void LogCold(ILogger logger, string problem);
}
