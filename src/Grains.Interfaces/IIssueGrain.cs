using Orleans.Concurrency;
using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Issues;
using Router.Domain.Routing;

namespace Router.Grains.Interfaces;

/// <summary>One Sentry issue or metric alert. Key: an <see cref="IssueKey"/>.</summary>
[Alias("router.issue")]
public interface IIssueGrain : IWakeable
{
    /// <summary>Takes a webhook; completes when what it changed is durable.</summary>
    /// <exception cref="Domain.Storage.StoreUnavailableException">Nothing is known to be written.</exception>
    [Alias("ingest"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<IngestResult> IngestAsync(AlertEvent alert, RouteDecision route);

    /// <summary>Takes a person's action; completes when what it changed is durable. The incidents hear of it afterwards.</summary>
    /// <exception cref="Domain.Storage.StoreUnavailableException">Nothing is known to be written.</exception>
    [Alias("act"), AlwaysInterleave]
    Task<IssueActionResult> ActAsync(PersonAction action);
}
