namespace Router.Api.Sinks;

/// <summary>A mistake in a template.</summary>
/// <param name="Field">title or body.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record TemplateProblem(string Field, int Line, int Column, string Message);
