using System.Collections.Immutable;
using Router.Api.Sentry.Decoding;

namespace Router.Api.Sentry;

/// <summary>The <c>payload.*</c> values that a config reads, compiled once per config together with what the decoder reads itself.</summary>
public sealed class PayloadPaths
{
    private readonly FieldTree[] _trees;

    /// <summary>Compiles the paths, dotted, below the body's root and without <c>payload.</c>: <c>data.event.contexts.os.name</c>; a number is an index into a list.</summary>
    public PayloadPaths(ImmutableArray<string> paths) =>
        _trees = [.. BodyShape.All.Select(shape => new FieldTree(shape, paths))];

    /// <summary>For a config that reads none.</summary>
    public static PayloadPaths None { get; } = new([]);

    internal FieldTree TreeOf(BodyShape shape) => _trees[shape.Index];
}
