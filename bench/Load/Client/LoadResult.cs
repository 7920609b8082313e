namespace Router.Load.Client;

/// <summary>What a run measured. Latencies in milliseconds.</summary>
/// <param name="Requests">Requests that were answered.</param>
/// <param name="Seconds">From the first request to the end of sending.</param>
/// <param name="AcceptedPerSecond">Answers 202 per second.</param>
/// <param name="Statuses">Answers by status code.</param>
/// <param name="Broken">Connections that broke under a request.</param>
/// <param name="Unanswered">Requests without an answer when the grace ended.</param>
/// <param name="Unsent">Open loop: due, but no connection was free until the end.</param>
/// <param name="Service">From sending to the answer.</param>
/// <param name="Response">Open loop: from the instant that the request was due, so that a stall counts for all that it held up.</param>
public sealed record LoadResult(
    long Requests, double Seconds, double AcceptedPerSecond, IReadOnlyDictionary<string, long> Statuses, long Broken, long Unanswered, long Unsent, Latency Service, Latency? Response);
