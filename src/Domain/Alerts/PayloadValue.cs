namespace Router.Domain.Alerts;

/// <summary>A value of the raw body that a condition of the config reads as <c>payload.a.b</c>.</summary>
/// <param name="Path">The dotted path below the body's root, without <c>payload.</c>: <c>data.event.contexts.os.name</c>.</param>
/// <param name="Value">The JSON scalar as text (<c>true</c>, <c>12</c>, a string without quotes), at most 256 characters.</param>
[GenerateSerializer, Immutable, Alias("router.payload")]
public readonly record struct PayloadValue([property: Id(0)] string Path, [property: Id(1)] string Value);
