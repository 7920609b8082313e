namespace Router.Domain.Storage;

/// <summary>The identity of a stored row: the grain's type and its key.</summary>
/// <param name="Type">A short permanent name: <c>issue</c>, <c>incident</c>, <c>delivery</c>, <c>sink</c>.</param>
/// <param name="Id">The grain's own key.</param>
[GenerateSerializer, Immutable, Alias("router.grain-key")]
public readonly record struct GrainKey([property: Id(0)] string Type, [property: Id(1)] string Id)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Type}/{Id}";
}
