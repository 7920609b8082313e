namespace Router.Api.Replay;

/// <summary>A notification that would have been made elsewhere, or at another time.</summary>
internal sealed record ReplayMove(ReplayItem Before, ReplayItem After);
