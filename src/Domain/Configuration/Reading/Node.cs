using Router.Domain.Configuration.Yaml;

namespace Router.Domain.Configuration.Reading;

/// <summary>A value of the document, its path, and where its findings go.</summary>
internal readonly record struct Node(ConfigReading Reading, YamlValue Value, string Path)
{
    private const int MaxShown = 64;

    /// <summary>Whether any of it came from <c>${env:}</c> or <c>${file:}</c>: then it never shows.</summary>
    public bool IsReference => Value is YamlValue.Scalar scalar && References.IsIn(scalar.Text);

    /// <summary>A reference of a draft, which is not read.</summary>
    public bool IsUnread => Reading.IsDraft && IsReference;

    /// <summary>Nothing written, or a list of nothing.</summary>
    public bool IsEmpty => Value is YamlValue.List { Items.IsEmpty: true } or YamlValue.Scalar { IsNull: true };

    public void Error(string message, int offset = 0) => Reading.Findings.Error(Value.Line, Column(offset), Path, message);

    public void Warn(string message, int offset = 0) => Reading.Findings.Warning(Value.Line, Column(offset), Path, message);

    /// <summary>The value in quotes for a message, cut if long; of a reference, the reference.</summary>
    public string Show(string text)
    {
        if (IsReference)
            return $"that {((YamlValue.Scalar)Value).Text} names";
        return Quote(text);
    }

    /// <summary>A key as part of a path: in quotes when it is no plain word.</summary>
    public static string PathPart(string key) => key.Length is > 0 and <= MaxShown && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? key : Quote(key);

    private static string Quote(string text) =>
        $"\"{string.Concat(text.Take(MaxShown).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c))}{(text.Length > MaxShown ? "..." : "")}\"";

    /// <summary>The text with references resolved; null after an error.</summary>
    public string? Text()
    {
        if (Value is not YamlValue.Scalar scalar)
            Error($"a single value is expected, not a {(Value is YamlValue.Map ? "map" : "list")}");
        else if (scalar.IsNull)
            Error("it has no value; write one, or remove the key");
        else if (IsUnread)
            Error("a draft's references are not read here; write the value");
        else if (References.Resolve(scalar.Text, Reading.Values, out var error) is not { } text)
            UnlessPast(error);
        else if (string.IsNullOrWhiteSpace(text))
            UnlessPast(IsReference ? $"{scalar.Text} is empty" : "it is empty");
        else
            return text;
        return null;
    }

    private void UnlessPast(string message)
    {
        if (!Reading.IsPast || !IsReference)
            Error(message);
    }

    /// <summary>The entries; nothing written is an empty map. Null after an error.</summary>
    public MapReader? Map(string expected)
    {
        if (Value is YamlValue.Map map)
            return new(this, map.Entries);
        if (Value is YamlValue.Scalar { IsNull: true })
            return new(this, []);
        Error($"a map is expected: {expected}");
        return null;
    }

    /// <summary>The items; nothing written is an empty list, as is what is no list, after an error.</summary>
    public ImmutableArray<Node> Items(string expected)
    {
        var (reading, path) = (Reading, Path);
        if (Value is YamlValue.List list)
            return [.. list.Items.Select((item, i) => new Node(reading, item, $"{path}[{i}]"))];
        if (Value is not YamlValue.Scalar { IsNull: true })
            Error($"a list is expected: {expected}");
        return [];
    }

    private int Column(int offset) => offset > 0 && Value is YamlValue.Scalar { TextColumn: { } column } && !IsReference ? column + offset : Value.Column;
}
