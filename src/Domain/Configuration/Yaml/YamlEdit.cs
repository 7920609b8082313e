namespace Router.Domain.Configuration.Yaml;

/// <summary>Edits of a document's text at one value. What stands elsewhere, comments too, stays as it was written.</summary>
/// <param name="text">The document that the values were read from.</param>
internal readonly struct YamlEdit(string text)
{
    private readonly string _text = text;

    private string NewLine => _text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>Writes something else where a value stands.</summary>
    public string Replace(YamlValue value, string with) => Replace(value.Start, value.End, with);

    /// <summary>Sets a single value of a map: where its key stands, or else after another key that must be there.</summary>
    /// <returns>Null when the key has a value of another kind.</returns>
    public string? Set(YamlValue.Map map, string key, string value, string after) => map.Find(key) switch
    {
        YamlValue.Scalar { IsNull: false } scalar => Replace(scalar, value),
        null when map.Find(after) is { } before => map.IsFlow
            ? Replace(before.End, before.End, $", {key}: {value}")
            : Insert(NextLine(before.End), map.Column - 1, [$"{key}: {value}"]),
        _ => null,
    };

    /// <summary>Adds an item as the last of a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="lines">The item in block style, with its dash; of one line, and without it, when the list is in brackets.</param>
    /// <returns>Null when the list is in brackets and the item has several lines.</returns>
    public string? Append(YamlValue.List list, params IReadOnlyList<string> lines)
    {
        if (!list.IsFlow)
            return Insert(AfterComments(NextLine(list.End), list.Column), list.Column - 1, lines);
        if (lines is not [var only])
            return null;
        var at = list.Items.IsEmpty ? list.Start + 1 : list.Items[^1].End;
        return Replace(at, at, list.Items.IsEmpty ? only : $", {only}");
    }

    /// <summary>Takes a single value out of a list, in block style with its line.</summary>
    public string Remove(YamlValue.List list, int index)
    {
        var item = list.Items[index];
        if (!list.IsFlow)
            return Replace(_text.LastIndexOf('\n', item.Start) + 1, NextLine(item.End), "");
        return index + 1 < list.Items.Length ? Replace(item.Start, list.Items[index + 1].Start, "")
            : index > 0 ? Replace(list.Items[index - 1].End, item.End, "")
            : Replace(item, "");
    }

    /// <summary>Adds lines after the one on which something ends.</summary>
    public string InsertAfter(int end, int indent, IReadOnlyList<string> lines) => Insert(NextLine(end), indent, lines);

    private string Insert(int at, int indent, IReadOnlyList<string> lines)
    {
        var newLine = NewLine;
        var before = at == 0 || _text[at - 1] == '\n' ? "" : newLine;
        return Replace(at, at, before + string.Concat(lines.Select(line => new string(' ', indent) + line + newLine)));
    }

    private string Replace(int start, int end, string with) => string.Concat(_text.AsSpan(0, start), with, _text.AsSpan(end));

    /// <summary>Where the line after the one with this index begins.</summary>
    private int NextLine(int index) => _text.IndexOf('\n', index) is >= 0 and var end ? end + 1 : _text.Length;

    /// <summary>Comments that are indented deeper than the list belong to its last item.</summary>
    private int AfterComments(int at, int column)
    {
        while (at < _text.Length)
        {
            var line = _text.AsSpan(at, NextLine(at) - at);
            var indent = line.IndexOfAnyExcept(' ');
            if (indent < column || line[indent] != '#')
                break;
            at = NextLine(at);
        }

        return at;
    }
}
