namespace Router.Domain.Alerts;

/// <summary>One tag of an event; Sentry sends tags as a list of pairs, and a key may come more than once.</summary>
/// <param name="Key">The tag's name.</param>
/// <param name="Value">The tag's value.</param>
[GenerateSerializer, Immutable, Alias("router.tag")]
public readonly record struct Tag([property: Id(0)] string Key, [property: Id(1)] string Value);
