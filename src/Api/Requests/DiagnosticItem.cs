namespace Router.Api.Requests;

/// <summary>A finding in a config, in an answer.</summary>
/// <param name="Level"><c>error</c> or <c>warning</c>.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Path">Where in the document.</param>
/// <param name="Message">What is wrong, and the fix.</param>
internal sealed record DiagnosticItem(string Level, int Line, int Column, string Path, string Message);
