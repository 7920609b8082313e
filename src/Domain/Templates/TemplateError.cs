namespace Router.Domain.Templates;

/// <summary>What is wrong with a template.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">What is wrong.</param>
public sealed record TemplateError(int Line, int Column, string Message)
{
    /// <summary>The message with the position in the template.</summary>
    public override string ToString() => $"{Message} (line {Line}, column {Column} of the template)";
}
