using System.Collections.Concurrent;
using Router.Api.Sentry.Ingress;
using Router.Domain.Alerts;
using Router.Domain.Routing;

namespace Router.Api.Tests.Sentry.Ingress;

/// <summary>Takes what the endpoint brings, and answers as the test says.</summary>
internal sealed class FakeIssueClient : IIssueClient
{
    private long _position;

    public ConcurrentQueue<(AlertEvent Alert, RouteDecision Route)> Taken { get; } = new();

    /// <summary>Released once for each alert that arrives.</summary>
    public SemaphoreSlim Arrived { get; } = new(0);

    public Func<AlertEvent, Task<IngestResult>>? Answer { get; set; }

    public Task<IngestResult> IngestAsync(AlertEvent alert, RouteDecision route)
    {
        Taken.Enqueue((alert, route));
        Arrived.Release();
        return Answer?.Invoke(alert) ?? Task.FromResult(new IngestResult(IngestReason.Triggered, Interlocked.Increment(ref _position)));
    }
}
