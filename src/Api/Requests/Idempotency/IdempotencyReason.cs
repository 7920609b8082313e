namespace Router.Api.Requests.Idempotency;

/// <summary>Why a request with an <c>Idempotency-Key</c> is not answered as the first one was.</summary>
internal enum IdempotencyReason
{
    /// <summary>The key was used for another request.</summary>
    KeyReused,

    /// <summary>The first request is being worked on, or was cut off before its answer was kept.</summary>
    NoAnswerYet,
}
