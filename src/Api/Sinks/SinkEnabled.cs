namespace Router.Api.Sinks;

/// <summary>A sink that is enabled now.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Outcome">enabled, or already_enabled.</param>
internal sealed record SinkEnabled(string Id, string Outcome);
