namespace Router.Api.Sentry.Ingress;

/// <summary>A call that was refused.</summary>
/// <param name="Time">When.</param>
/// <param name="Integration">The integration's id; null when the key is unknown.</param>
/// <param name="Status">The HTTP status that it was answered.</param>
/// <param name="Reason">Why.</param>
/// <param name="Field">The field or header at fault, where there is one.</param>
/// <param name="Detail">What is wrong, for people; holds nothing of the body and no secret.</param>
/// <param name="KeyHint">For an unknown key, its first three characters and its length; nothing for one shorter than a key can be.</param>
public sealed record RejectedCall(DateTimeOffset Time, string? Integration, int Status, RejectReason Reason, string? Field, string Detail, string? KeyHint);
