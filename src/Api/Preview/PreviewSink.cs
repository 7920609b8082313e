namespace Router.Api.Preview;

/// <summary>A sink, and whether it would be told.</summary>
/// <param name="Sink">Its id.</param>
/// <param name="Told">It would.</param>
/// <param name="Suppressed">Why not.</param>
internal sealed record PreviewSink(string Sink, bool Told, string? Suppressed);
