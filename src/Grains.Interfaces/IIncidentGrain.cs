using Orleans.Concurrency;
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
}
