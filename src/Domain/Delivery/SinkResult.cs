namespace Router.Domain.Delivery;

/// <summary>What became of one attempt; a value, since the caller branches on it.</summary>
/// <param name="Verdict">What to do next.</param>
/// <param name="Reason">Why it failed; null when delivered.</param>
/// <param name="StatusCode">The HTTP status, where there was one.</param>
/// <param name="Detail">What the receiver said, for people: at most 512 characters, no secrets.</param>
/// <param name="RetryAfter">How long the receiver asked to be left alone, at most 24 hours.</param>
/// <param name="MayHaveArrived">Not delivered as far as we know, but the request was on its way when it failed: the receiver may have taken it.</param>
/// <param name="Handle">
/// What the sink wants to be given back with the incident's next notification, such as the id of the message that it is to edit: at most 16,384 characters.
/// Null leaves what was remembered before. Kept whatever the verdict.
/// </param>
[GenerateSerializer, Immutable, Alias("router.sink-result")]
public sealed record SinkResult(
    [property: Id(0)] SinkVerdict Verdict,
    [property: Id(1)] FailureReason? Reason = null,
    [property: Id(2)] int? StatusCode = null,
    [property: Id(3)] string? Detail = null,
    [property: Id(4)] TimeSpan? RetryAfter = null,
    [property: Id(5)] bool MayHaveArrived = false,
    [property: Id(6)] string? Handle = null)
{
    /// <summary>The receiver took it.</summary>
    public static SinkResult Delivered(int? statusCode = null) => new(SinkVerdict.Delivered, null, statusCode);
}
