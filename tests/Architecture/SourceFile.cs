using System.Text.RegularExpressions;

namespace Router.Architecture;

/// <summary>A C# file, read as far as the rules need it. Relies on file-scoped namespaces: what starts in the first column is top-level.</summary>
internal sealed partial record SourceFile(string Path, string Text)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public int Lines => Text.AsSpan().Count('\n');

    /// <summary>The namespace that the folder asks for: <c>src/Api/Auth/X.cs</c> is <c>Router.Api.Auth</c>.</summary>
    public string ExpectedNamespace => "Router." + string.Join('.', Path.Split('/')[1..^1]);

    public string? Namespace => NamespacePattern().Match(Text) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>The top-level types, with their modifiers.</summary>
    public IEnumerable<(string Modifiers, string Name)> Types =>
        TypePattern().Matches(Text).Select(match => (match.Groups["modifiers"].Value.Trim(), match.Groups["name"].Value));

    /// <summary>The names of all types, nested ones too.</summary>
    public IEnumerable<string> AllTypeNames => AnyTypePattern().Matches(Text).Select(match => match.Groups["name"].Value);

    /// <summary>Top-level types with the attributes before them and the text up to their body.</summary>
    public IEnumerable<(string Name, string Modifiers, string Attributes, string Heading)> Declarations =>
        TypePattern().Matches(Text).Select(match => (
            match.Groups["name"].Value,
            match.Groups["modifiers"].Value.Trim(),
            match.Groups["attributes"].Value,
            Text[match.Index..HeadingEnd(match.Index + match.Length)]));

    /// <summary>The aliases of serialized types and grain interfaces: one space for all.</summary>
    public IEnumerable<string> TypeAliases => TypeAliasPattern().Matches(Text).Select(match => match.Groups[1].Value);

    /// <summary>The aliases of methods: one space for each interface.</summary>
    public IEnumerable<string> MethodAliases => MethodAliasPattern().Matches(Text).Select(match => match.Groups[1].Value);

    private int HeadingEnd(int from)
    {
        var end = HeadingEndPattern().Match(Text, from);
        return end.Success ? end.Index : Text.Length;
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern();

    [GeneratedRegex(@"^(?<attributes>(?:\[[^\n]*\]\n)*)(?<modifiers>(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|ref)\s+)*)(?:class|record struct|record class|record|struct|interface|enum|delegate\s+[\w<>?]+)\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"^[ ]*(?:(?:public|internal|private|protected|file|sealed|static|abstract|partial|readonly|ref)\s+)*(?:class|record struct|record class|record|struct|interface|enum)\s+(?<name>[A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex AnyTypePattern();

    [GeneratedRegex(@"^(?:\[[^\n]*|[ ]+\[[^\n]*GenerateSerializer[^\n]*)\bAlias\(""([^""]+)""\)", RegexOptions.Multiline)]
    private static partial Regex TypeAliasPattern();

    [GeneratedRegex(@"^[ ]+\[(?![^\n]*GenerateSerializer)[^\n]*\bAlias\(""([^""]+)""\)", RegexOptions.Multiline)]
    private static partial Regex MethodAliasPattern();

    [GeneratedRegex(@"^\{|;[ ]*$", RegexOptions.Multiline)]
    private static partial Regex HeadingEndPattern();
}
