namespace Router.Domain.Templates;

/// <summary>What is behind a name in a template: nothing more, an object with names, a list, or anything.</summary>
/// <param name="Names">The names of an object; empty for others.</param>
/// <param name="Item">What a list holds; null for others.</param>
/// <param name="IsFree">Any name may follow: labels, and what a template assigns itself.</param>
internal sealed record TemplateShape(ImmutableDictionary<string, TemplateShape> Names, TemplateShape? Item = null, bool IsFree = false)
{
    private static readonly TemplateShape Leaf = new(ImmutableDictionary<string, TemplateShape>.Empty);

    private static readonly TemplateShape Issue = Object(
        "key", "shortId", "status", "severity", "title", "culprit", "project", "environment", "rule", "count", "firstSeen", "lastSeen", "actor", "url");

    public static TemplateShape Anything { get; } = new(ImmutableDictionary<string, TemplateShape>.Empty, IsFree: true);

    /// <summary>The names that every template knows.</summary>
    public static TemplateShape Root { get; } = With(Object("type", "timestamp"), (
        "incident",
        With(
            Object("id", "channel", "sequence", "reason", "test", "status", "severity", "title", "startedAt", "resolvedAt", "url", "issueCount", "previousId"),
            ("labels", Anything),
            ("issues", With(Object("size"), ("first", Issue), ("last", Issue)) with { Item = Issue }))));

    private static TemplateShape Object(params ReadOnlySpan<string> names)
    {
        var shape = ImmutableDictionary.CreateBuilder<string, TemplateShape>(StringComparer.Ordinal);
        foreach (var name in names)
            shape.Add(name, Leaf);
        return new(shape.ToImmutable());
    }

    private static TemplateShape With(TemplateShape shape, params ReadOnlySpan<(string Name, TemplateShape Shape)> more)
    {
        foreach (var (name, of) in more)
            shape = shape with { Names = shape.Names.Add(name, of) };
        return shape;
    }
}
