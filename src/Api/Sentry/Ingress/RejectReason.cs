namespace Router.Api.Sentry.Ingress;

/// <summary>Why a call was refused; snake_case outside.</summary>
public enum RejectReason
{
    /// <summary>404: no enabled integration has this key.</summary>
    UnknownKey = 0,

    /// <summary>405: not a POST.</summary>
    MethodNotAllowed = 1,

    /// <summary>413: the body is over <see cref="IngressOptions.MaxBodyBytes"/>.</summary>
    BodyTooLarge = 2,

    /// <summary>400: the connection ended, or became too slow, before the body did; the answer seldom arrives, the call is kept.</summary>
    BodyCutOff = 3,

    /// <summary>401: neither signature header is there.</summary>
    SignatureMissing = 4,

    /// <summary>401: no client secret gives this signature.</summary>
    SignatureWrong = 5,

    /// <summary>429: over the integration's rate.</summary>
    RateLimited = 6,

    /// <summary>400: not JSON, or not what Sentry sends.</summary>
    Malformed = 7,

    /// <summary>503: too many webhooks are under way.</summary>
    Overloaded = 8,

    /// <summary>503: the commit took too long; it may still succeed.</summary>
    Timeout = 9,

    /// <summary>503: the store or the grain failed.</summary>
    StoreUnavailable = 10,
}
