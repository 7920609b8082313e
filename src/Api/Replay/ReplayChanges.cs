namespace Router.Api.Replay;

/// <summary>How many notifications changed in one way, and the first of them.</summary>
/// <param name="Count">How many.</param>
/// <param name="Examples">The first ones.</param>
internal sealed record ReplayChanges<T>(int Count, IReadOnlyList<T> Examples);
