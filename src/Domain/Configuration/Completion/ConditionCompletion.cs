using System.Text.RegularExpressions;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Configuration.Completion;

/// <summary>What can be written at the end of a condition that is half written.</summary>
internal static partial class ConditionCompletion
{
    private static readonly ImmutableArray<ConfigSuggestion> Comparisons =
    [
        Operator("=="), Operator("!="), Operator("in", "in [", "one of several"), Operator("<"), Operator("<="), Operator(">"), Operator(">="), .. Joins,
    ];

    private static readonly ImmutableArray<ConfigSuggestion> Methods =
        [Method("startsWith"), Method("endsWith"), Method("contains"), Method("matches", "a regular expression")];

    /// <summary>The fields, and what begins an operand.</summary>
    public static ImmutableArray<ConfigSuggestion> Fields { get; } =
    [
        .. Routing.Conditions.Fields.All.Select(field => new ConfigSuggestion(field.Name, field.Name, ConfigSuggestionKind.Field, field.Values.IsEmpty ? null : string.Join(", ", field.Values))),
        new("tags[\"...\"]", "tags[\"", ConfigSuggestionKind.Field, "a tag of the event"),
        new("labels[\"...\"]", "labels[\"", ConfigSuggestionKind.Field, "a label that a route has set"),
        new("payload.", "payload.", ConfigSuggestionKind.Field, "any other value of the webhook"),
    ];

    private static ImmutableArray<ConfigSuggestion> Joins => [Operator("&&", "&& ", "and"), Operator("||", "|| ", "or")];

    /// <summary>Suggestions.</summary>
    /// <param name="written">The condition up to the cursor.</param>
    /// <param name="position">The cursor.</param>
    public static ConfigSuggestions At(string written, int position)
    {
        if (Compared().Match(written) is { Success: true } compared)
        {
            var values = Routing.Conditions.Fields.All.FirstOrDefault(field => field.Name == compared.Groups["field"].Value)?.Values ?? [];
            return new(position - compared.Groups["value"].Length, [.. values.Select(value => new ConfigSuggestion(value, $"\"{value}\"", ConfigSuggestionKind.Value))]);
        }

        // A text that is open: nobody knows how it goes on.
        if (written.Count(c => c == '"') % 2 == 1)
            return new(position, []);
        if (Called().Match(written) is { Success: true } called)
            return new(position - called.Groups["method"].Length, Methods);
        if (AfterOperand().Match(written) is { Success: true } after)
            return new(position - after.Groups["operator"].Length, after.Groups["field"].Success ? Comparisons : Joins);
        var begun = Begun().Match(written);
        return new(position - begun.Length, Fields.Add(new("has(...)", "has(", ConfigSuggestionKind.Operator, "the field is there")));
    }

    private static ConfigSuggestion Operator(string label, string? text = null, string? detail = null) => new(label, text ?? $"{label} ", ConfigSuggestionKind.Operator, detail);

    private static ConfigSuggestion Method(string name, string? detail = null) => new(name, $"{name}(\"", ConfigSuggestionKind.Operator, detail);

    /// <summary>A field, a comparison, and a value that is begun.</summary>
    [GeneratedRegex("""(?<field>[A-Za-z]+)\s*(?:==|!=|<=|>=|<|>|\bin\s*\[(?:\s*"[^"]*"\s*,)*)\s*(?<value>"?[A-Za-z_]*)$""")]
    private static partial Regex Compared();

    [GeneratedRegex("""[A-Za-z_"\]]\.(?<method>[A-Za-z]*)$""")]
    private static partial Regex Called();

    /// <summary>An operand that is whole, a space, and an operator that is begun: of words only what begins "in".</summary>
    [GeneratedRegex("""(?:(?<field>\b(?!in\b)[A-Za-z_.]*[A-Za-z_]|\b(?:tags|labels)\["[^"]*"\])|["\])]|\b[0-9]+)\s+(?<operator>i?|[=!<>&|]{0,2})$""")]
    private static partial Regex AfterOperand();

    [GeneratedRegex("[A-Za-z_]*$")]
    private static partial Regex Begun();
}
