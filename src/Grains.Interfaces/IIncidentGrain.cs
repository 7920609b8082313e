using Orleans.Concurrency;
using Router.Domain.Actions;
using Router.Domain.Issues;

namespace Router.Grains.Interfaces;

/// <summary>The incidents of one channel and group key. Key: an <see cref="Domain.Incidents.IncidentKey"/>.</summary>
[Alias("router.incident")]
public interface IIncidentGrain : IWakeable
{
    /// <summary>Takes an issue's reports, in order; completes when what they changed is durable. A report that it took before is skipped.</summary>
    [Alias("report"), AlwaysInterleave]
    Task ReportAsync(ImmutableArray<IssueReport> reports);

    /// <summary>Takes an issue's counts, as its repeats go on; completes when they are durable. Nobody is told, nothing is journaled.</summary>
    [Alias("count"), AlwaysInterleave]
    Task CountAsync(IssueCount count);

    /// <summary>Delivers a test to the channel's sinks; completes when it is durable.</summary>
    /// <returns>The journal position of its entry.</returns>
    [Alias("test")]
    Task<long> TestAsync(IssueReport report);

    /// <summary>
    /// Takes a person's action on one of its incidents. What is durable first is the intent; then its issues are given the action, and it completes
    /// when their reports have come back (at most some seconds). What fails on the way is done later.
    /// </summary>
    /// <param name="number">The incident's number.</param>
    /// <param name="action">The action.</param>
    /// <exception cref="Domain.Storage.StoreUnavailableException">Nothing is known to be written.</exception>
    [Alias("act")]
    Task<ActionReason> ActAsync(int number, PersonAction action);
}
