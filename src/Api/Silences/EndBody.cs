namespace Router.Api.Silences;

/// <summary>The body of <c>POST silences/{id}/end</c>; it may be left out.</summary>
/// <param name="Reason">Why.</param>
internal sealed record EndBody(string? Reason = null);
