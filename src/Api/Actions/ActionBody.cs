using System.Text.Json.Serialization;

namespace Router.Api.Actions;

/// <summary>The body of an action; both are optional.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Until">A snooze's end.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ActionBody(string? Reason = null, string? Until = null);
