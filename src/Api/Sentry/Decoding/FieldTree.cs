using System.Collections.Immutable;

namespace Router.Api.Sentry.Decoding;

/// <summary>Every key that is read of one resource's body, by the decoder and by the config: what the scan walks.</summary>
internal sealed class FieldTree
{
    private readonly FieldNode[][] _nodes = new FieldNode[(int)Field.Count][];

    public FieldTree(BodyShape shape, ImmutableArray<string> payloadPaths)
    {
        Shape = shape;
        var slots = 1;
        foreach (var (field, paths) in shape.Fields)
            _nodes[(int)field] = [.. paths.Select(path => Add(path, ref slots, ours: true))];
        Payload = [.. payloadPaths.Select(path => (path, Add(path, ref slots, ours: false)))];
        SlotCount = slots;
    }

    public BodyShape Shape { get; }

    /// <summary>The body itself.</summary>
    public FieldNode Root { get; } = new(null, "", 0);

    public ImmutableArray<(string Path, FieldNode Node)> Payload { get; }

    public int SlotCount { get; }

    /// <summary>The places of a field, in order of preference; none where the resource has no such field.</summary>
    public ReadOnlySpan<FieldNode> NodesOf(Field field) => _nodes[(int)field];

    private FieldNode Add(string path, ref int slots, bool ours)
    {
        var node = Root;
        foreach (var name in path.Split('.'))
        {
            node.MustBeObject |= ours;
            node = node.Child(name, ref slots);
        }

        return node;
    }
}
