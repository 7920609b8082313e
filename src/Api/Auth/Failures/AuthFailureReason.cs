namespace Router.Api.Auth.Failures;

/// <summary>Why a caller was refused.</summary>
public enum AuthFailureReason
{
    /// <summary>The text is nobody's key: mistyped, revoked, or guessed.</summary>
    UnknownKey,

    /// <summary>The key has expired.</summary>
    ExpiredKey,

    /// <summary>The provider knows the person, but no claim of theirs is mapped to a role.</summary>
    NoRole,

    /// <summary>The provider's answer can't be taken: refused there, forged, replayed or too late.</summary>
    ProviderAnswer,

    /// <summary>A browser's call without the anti-forgery token, or from another site.</summary>
    Forgery,

    /// <summary>The role is not enough (403).</summary>
    AccessDenied,
}
