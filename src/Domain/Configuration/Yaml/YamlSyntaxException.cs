namespace Router.Domain.Configuration.Yaml;

/// <summary>Ends reading at the first place that is no YAML of ours; never leaves <see cref="YamlReader"/>.</summary>
internal sealed class YamlSyntaxException(int line, int column, string message) : Exception(message)
{
    public int Line { get; } = line;

    public int Column { get; } = column;
}
