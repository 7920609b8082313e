using Router.Domain.Alerts;
using Router.Domain.Routing;

namespace Router.Api.Sentry.Ingress;

/// <summary>Brings an alert to its issue.</summary>
public interface IIssueClient
{
    /// <summary>Completes when what the alert changed is durable.</summary>
    /// <exception cref="Domain.Storage.StoreUnavailableException">Nothing is known to be written.</exception>
    Task<IngestResult> IngestAsync(AlertEvent alert, RouteDecision route);
}
