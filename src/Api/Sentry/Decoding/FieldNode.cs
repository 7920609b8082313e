using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Router.Api.Sentry.Decoding;

/// <summary>One key of a body that the decoder or the config reads, or that lies above such a key.</summary>
internal sealed class FieldNode(FieldNode? parent, string name, int slot)
{
    private readonly byte[] _name = Encoding.UTF8.GetBytes(name);
    private readonly int _index = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;
    private FieldNode[] _children = [];
    private int[] _nameLengths = [];

    public FieldNode? Parent { get; } = parent;

    public string Name { get; } = name;

    /// <summary>The dotted path below the body's root.</summary>
    public string Path { get; } = parent is null or { Parent: null } ? name : $"{parent.Path}.{name}";

    /// <summary>Where the scan notes what it found.</summary>
    public int Slot { get; } = slot;

    /// <summary>The decoder itself reads keys below, so another value than an object or null is an error.</summary>
    public bool MustBeObject { get; set; }

    public bool HasChildren => _children.Length > 0;

    /// <summary>The child of that name, made with the next slot if it is new.</summary>
    public FieldNode Child(string name, ref int slots)
    {
        foreach (var child in _children)
        {
            if (child.Name == name)
                return child;
        }

        var added = new FieldNode(this, name, slots++);
        _children = [.. _children, added];
        _nameLengths = [.. _children.Select(child => child._name.Length)];
        return added;
    }

    /// <summary>The child that stands for an item of a list, or null.</summary>
    public FieldNode? At(int index)
    {
        foreach (var child in _children)
        {
            if (child._index == index)
                return child;
        }

        return null;
    }

    /// <summary>The child that the reader's property name names, or null.</summary>
    public FieldNode? Find(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        if (reader.ValueIsEscaped)
            return FindEscaped(name);
        var lengths = _nameLengths;
        for (var i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] == name.Length && name.SequenceEqual(_children[i]._name))
                return _children[i];
        }

        return null;
    }

    private FieldNode? FindEscaped(ReadOnlySpan<byte> name)
    {
        foreach (var child in _children)
        {
            if (JsonText.Equals(name, child.Name))
                return child;
        }

        return null;
    }
}
