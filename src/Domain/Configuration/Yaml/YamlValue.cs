namespace Router.Domain.Configuration.Yaml;

/// <summary>A value of a YAML document and where it begins, from 1.</summary>
internal abstract record YamlValue(int Line, int Column)
{
    /// <summary>Where it begins in the document, quotes and brackets included: an index.</summary>
    public int Start { get; init; }

    /// <summary>Where it ends: the index after its last character.</summary>
    public int End { get; init; }

    /// <param name="Line">The line.</param>
    /// <param name="Column">The column.</param>
    /// <param name="Text">The value.</param>
    /// <param name="IsPlain">Written without quotes.</param>
    /// <param name="TextColumn">The column of the text's first character when every character of it stands where it is written; else null.</param>
    public sealed record Scalar(int Line, int Column, string Text, bool IsPlain, int? TextColumn) : YamlValue(Line, Column)
    {
        public bool IsNull => IsPlain && (Text is "" or "~" or "null");
    }

    public sealed record Map(int Line, int Column, ImmutableArray<(Scalar Key, YamlValue Value)> Entries) : YamlValue(Line, Column)
    {
        /// <summary>Written in braces.</summary>
        public bool IsFlow { get; init; }

        /// <summary>The value of a key; null without one.</summary>
        public YamlValue? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key).Value;
    }

    public sealed record List(int Line, int Column, ImmutableArray<YamlValue> Items) : YamlValue(Line, Column)
    {
        /// <summary>Written in brackets.</summary>
        public bool IsFlow { get; init; }
    }
}
