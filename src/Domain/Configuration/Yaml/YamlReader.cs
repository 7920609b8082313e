using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Router.Domain.Configuration.Yaml;

/// <summary>Reads one YAML document of plain values: no anchors, aliases or tags, so that nothing grows or runs on reading.</summary>
internal sealed class YamlReader
{
    /// <summary>How deep maps and lists may nest.</summary>
    public const int MaxDepth = 16;

    private readonly Parser _parser;
    private readonly string _text;
    private readonly int _skipped;

    private YamlReader(string text)
    {
        _text = text.TrimStart('\uFEFF');
        _skipped = text.Length - _text.Length;
        _parser = new(new StringReader(_text));
    }

    /// <summary>The document's value, or null when it can't be read.</summary>
    public static YamlValue? Read(string text, Findings findings)
    {
        try
        {
            return new YamlReader(text).Document();
        }
        catch (YamlSyntaxException e)
        {
            findings.Error(Math.Min(e.Line, 1 + text.Count(c => c == '\n')), e.Column, ConfigDiagnostic.WholeDocument, e.Message);
            return null;
        }
    }

    private YamlValue Document()
    {
        Next();
        if (Next() is not DocumentStart)
            throw new YamlSyntaxException(1, 1, "the document is empty");
        Next();
        var root = Value(0);
        Next();
        return Next() is DocumentStart second ? throw Fault(second, "a second document begins here; there can be only one") : root;
    }

    /// <summary>The value that begins at the current event; ends at its last event.</summary>
    private YamlValue Value(int depth)
    {
        var current = _parser.Current!;
        if (depth > MaxDepth)
            throw Fault(current, $"nested deeper than {MaxDepth}");
        if (current is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
            throw Fault(current, "YAML anchors and aliases aren't supported; write the value out");
        if (current is NodeEvent { Tag.IsEmpty: false })
            throw Fault(current, "YAML tags aren't supported; remove it");
        return current switch
        {
            Scalar scalar => Text(scalar),
            MappingStart map => Map(map, depth),
            SequenceStart list => List(list, depth),
            _ => throw Fault(current, "a value is expected"),
        };
    }

    private YamlValue.Map Map(MappingStart start, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<(YamlValue.Scalar, YamlValue)>();
        while (Next() is not MappingEnd)
        {
            var at = _parser.Current!;
            if (Value(depth + 1) is not YamlValue.Scalar key)
                throw Fault(at, "a key is a text");
            Next();
            entries.Add((key, Value(depth + 1)));
        }

        var isFlow = start.Style == MappingStyle.Flow;
        return new(Line(start.Start), Column(start.Start), entries.ToImmutable())
        {
            IsFlow = isFlow,
            Start = Index(start.Start),
            End = isFlow ? FlowEnd() : entries.Count == 0 ? Index(start.End) : entries[^1].Item2.End,
        };
    }

    private YamlValue.List List(SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlValue>();
        while (Next() is not SequenceEnd)
            items.Add(Value(depth + 1));
        var isFlow = start.Style == SequenceStyle.Flow;
        return new(Line(start.Start), Column(start.Start), items.ToImmutable())
        {
            IsFlow = isFlow,
            Start = Index(start.Start),
            End = isFlow ? FlowEnd() : items.Count == 0 ? Index(start.End) : items[^1].End,
        };
    }

    private YamlValue.Scalar Text(Scalar scalar)
    {
        var plain = scalar.Style == ScalarStyle.Plain;
        var quotes = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted ? 1 : 0;
        var verbatim = (plain || quotes == 1) && scalar.End.Line == scalar.Start.Line && scalar.End.Column - scalar.Start.Column == scalar.Value.Length + (2 * quotes);
        return new(Line(scalar.Start), Column(scalar.Start), scalar.Value, plain, verbatim ? Column(scalar.Start) + quotes : null)
        {
            Start = Index(scalar.Start),
            End = _skipped + End(scalar),
        };
    }

    /// <summary>The parser counts the line breaks after a block to it.</summary>
    private int End(Scalar scalar)
    {
        var (start, end) = ((int)scalar.Start.Index, Math.Min((int)scalar.End.Index, _text.Length));
        while (end > start && char.IsWhiteSpace(_text[end - 1]))
            end--;
        return end;
    }

    private ParsingEvent Next()
    {
        try
        {
            do
            {
                if (!_parser.MoveNext())
                    return new StreamEnd();
            }
            while (_parser.Current is Comment);
            return _parser.Current!;
        }
        catch (YamlException e)
        {
            throw new YamlSyntaxException(Line(e.Start), Column(e.Start), $"not YAML: {e.Message.TrimEnd('.')}");
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            throw new YamlSyntaxException(Line(_parser.Current?.End ?? Mark.Empty), 1, "not YAML: unreadable after this place");
        }
    }

    private static YamlSyntaxException Fault(ParsingEvent at, string message) => new(Line(at.Start), Column(at.Start), message);

    /// <summary>The parser ends a bracket where it begins.</summary>
    private int FlowEnd() => Index(_parser.Current!.Start) + 1;

    private int Index(Mark mark) => _skipped + (int)mark.Index;

    private static int Line(Mark mark) => Math.Max(1, (int)mark.Line);

    private static int Column(Mark mark) => Math.Max(1, (int)mark.Column);
}
