using Router.Domain.Configuration.Yaml;

namespace Router.Domain.Configuration.Reading;

/// <summary>Reads a map key by key; what was never asked for is an unknown key.</summary>
internal sealed class MapReader
{
    private readonly Dictionary<string, Node> _values = new(StringComparer.Ordinal);
    private readonly List<(Node Key, string Name)> _keys = [];
    private readonly List<string> _known = [];

    public MapReader(Node node, ImmutableArray<(YamlValue.Scalar Key, YamlValue Value)> entries)
    {
        Node = node;
        var prefix = node.Path == ConfigDiagnostic.WholeDocument ? "" : node.Path + ".";
        foreach (var (key, value) in entries)
        {
            var path = prefix + Reading.Node.PathPart(key.Text);
            var at = new Node(node.Reading, key, path);
            if (_values.TryAdd(key.Text, new(node.Reading, value, path)))
                _keys.Add((at, key.Text));
            else
                at.Error($"the key comes twice, first on line {_keys.First(k => k.Name == key.Text).Key.Value.Line}");
        }
    }

    public Node Node { get; }

    /// <summary>All keys with their values, for maps whose keys are free.</summary>
    public IEnumerable<(Node Key, string Name, Node Value)> Entries => _keys.Select(k => (k.Key, k.Name, _values[k.Name]));

    public Node? Find(string key)
    {
        _known.Add(key);
        return _values.TryGetValue(key, out var node) ? node : null;
    }

    /// <summary>A mandatory text; null after an error.</summary>
    public string? Required(string key, Func<Node, string?> read)
    {
        if (Find(key) is { } node)
            return read(node);
        Node.Error($"{key} is missing");
        return null;
    }

    public T? Optional<T>(string key, Func<Node, T?> read) where T : class => Find(key) is { } node ? read(node) : null;

    public T Value<T>(string key, Func<Node, T?> read, T otherwise) where T : struct => Find(key) is { } node ? read(node) ?? otherwise : otherwise;

    public ImmutableArray<T> List<T>(string key, string expected, Func<Node, T?> read) where T : class =>
        Find(key) is { } node ? [.. node.Items(expected).Select(read).OfType<T>()] : [];

    /// <summary>Refuses every key that wasn't asked for.</summary>
    /// <param name="unsupported">Keys of the format that this version doesn't support.</param>
    public void RefuseOthers(params ReadOnlySpan<string> unsupported)
    {
        Node.Reading.OnRead?.Invoke(Node.Path, _known);
        foreach (var (at, name) in _keys)
        {
            if (_known.Contains(name) || Node.Reading.Findings.IsFull)
                continue;
            at.Error(unsupported.Contains(name) ? $"{name} is not supported by this version; remove it" : $"unknown key {at.Show(name)}{NearestName.Hint(name, _known)}");
        }
    }
}
