namespace Router.Api.Requests.Idempotency;

/// <summary>A request that came with an <c>Idempotency-Key</c>, as it is stored: what was asked, hashed, and the answer.</summary>
internal sealed record AnsweredRequest
{
    /// <summary>The schema of this JSON.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>Method, path, query and body, hashed: the same key with another request is an error.</summary>
    public required string Request { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The answer; null while there is none.</summary>
    public StoredAnswer? Answer { get; init; }
}
