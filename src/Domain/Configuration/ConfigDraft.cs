namespace Router.Domain.Configuration;

/// <summary>A document on its way into force.</summary>
public sealed record ConfigDraft
{
    /// <summary>What is read, with the secrets that were kept.</summary>
    public required string Text { get; init; }

    /// <summary>What is stored: the text, or the same as YAML when it is JSON.</summary>
    public required string Document { get; init; }

    /// <summary>What is wrong with it before it is read.</summary>
    public ImmutableArray<ConfigDiagnostic> Errors { get; init; } = [];

    /// <summary>The replacements that made the text, in order: where in the document that was sent, how long there, how long here.</summary>
    internal ImmutableArray<(int Line, int Column, int SentLength, int Length)> Edits { get; init; } = [];

    /// <summary>A document that is taken as it is.</summary>
    public static ConfigDraft Of(string text) => new() { Text = text, Document = text };

    /// <summary>Findings in <see cref="Text"/> with their positions in the document that was sent.</summary>
    public ImmutableArray<ConfigDiagnostic> AsSent(ImmutableArray<ConfigDiagnostic> diagnostics) =>
        Edits.IsEmpty ? diagnostics : [.. diagnostics.Select(d => d with { Column = Sent(d.Line, d.Column) })];

    /// <summary>No secret ever shows.</summary>
    public override string ToString() => "config draft";

    private int Sent(int line, int column)
    {
        var shift = 0;
        foreach (var edit in Edits.Where(e => e.Line == line))
        {
            var at = edit.Column + shift;
            if (column <= at)
                break;
            if (column < at + edit.Length)
                return edit.Column;
            shift += edit.Length - edit.SentLength;
        }

        return column - shift;
    }
}
