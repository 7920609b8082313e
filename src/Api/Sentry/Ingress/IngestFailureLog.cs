using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Router.Domain.Storage;

namespace Router.Api.Sentry.Ingress;

/// <summary>Logs commits that failed, at most once a second: in an outage every webhook fails.</summary>
internal sealed partial class IngestFailureLog(ILogger<IngestFailureLog> logger, TimeProvider clock)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private DateTimeOffset _next;
    private int _since;

    public void Add(string integration, Exception failure)
    {
        int count;
        lock (_gate)
        {
            _since++;
            var now = clock.GetUtcNow();
            if (now < _next)
                return;
            _next = now + Pace;
            count = _since;
            _since = 0;
        }

        if (failure is StoreUnavailableException or TimeoutException or OrleansException)
            LogFailed(count, integration, failure.GetType().Name, failure.Message);
        else
            LogUnexpected(failure, count, integration);
    }

    [LoggerMessage(1101, LogLevel.Warning, "{Count} webhooks answered 503 since the last such line; the latest, of {Integration}, because of {Failure}: {Problem}")]
    private partial void LogFailed(int count, string integration, string failure, string problem);

    [LoggerMessage(1102, LogLevel.Error, "{Count} webhooks answered 503 since the last such line; the latest, of {Integration}, because of an unexpected error")]
    private partial void LogUnexpected(Exception failure, int count, string integration);
}
