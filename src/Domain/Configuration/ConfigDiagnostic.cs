namespace Router.Domain.Configuration;

/// <summary>A finding in the config. Never shows a value that came from <c>${env:}</c> or <c>${file:}</c>, nor a secret.</summary>
/// <param name="Level">Error or warning.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Path">Where in the document: <c>integrations[0].routes[1].when</c>; <c>document</c> for the whole.</param>
/// <param name="Message">What is wrong, and the fix.</param>
public sealed record ConfigDiagnostic(ConfigDiagnosticLevel Level, int Line, int Column, string Path, string Message)
{
    /// <summary>The path of what concerns the whole document.</summary>
    public const string WholeDocument = "document";

    /// <summary>Whether the config can't be used.</summary>
    public bool IsError => Level == ConfigDiagnosticLevel.Error;

    /// <summary><c>FILE:line: path: message</c>; a warning says so before the message.</summary>
    public string ToString(string file) => $"{file}:{Line}: {Path}: {(IsError ? "" : "warning: ")}{Message}";
}
