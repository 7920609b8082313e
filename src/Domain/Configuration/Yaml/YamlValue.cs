namespace Router.Domain.Configuration.Yaml;

/// <summary>A value of a YAML document and where it begins, from 1.</summary>
internal abstract record YamlValue(int Line, int Column)
{
    /// <param name="Line">The line.</param>
    /// <param name="Column">The column.</param>
    /// <param name="Text">The value.</param>
    /// <param name="IsPlain">Written without quotes.</param>
    /// <param name="TextColumn">The column of the text's first character when every character of it stands where it is written; else null.</param>
    public sealed record Scalar(int Line, int Column, string Text, bool IsPlain, int? TextColumn) : YamlValue(Line, Column)
    {
        public bool IsNull => IsPlain && (Text is "" or "~" or "null");

        /// <summary>Where it begins in the document, quotes included: an index.</summary>
        public int Start { get; init; }

        /// <summary>Where it ends: the index after its last character.</summary>
        public int End { get; init; }
    }

    public sealed record Map(int Line, int Column, ImmutableArray<(Scalar Key, YamlValue Value)> Entries) : YamlValue(Line, Column);

    public sealed record List(int Line, int Column, ImmutableArray<YamlValue> Items) : YamlValue(Line, Column);
}
