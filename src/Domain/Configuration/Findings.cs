namespace Router.Domain.Configuration;

/// <summary>Collects what is found in a document.</summary>
internal sealed class Findings
{
    private readonly List<ConfigDiagnostic> _found = [];

    public bool HasErrors => _found.Exists(d => d.IsError);

    public void Error(int line, int column, string path, string message) => _found.Add(new(ConfigDiagnosticLevel.Error, line, column, path, message));

    public void Warning(int line, int column, string path, string message) => _found.Add(new(ConfigDiagnosticLevel.Warning, line, column, path, message));

    public ImmutableArray<ConfigDiagnostic> Sorted() => [.. _found.OrderBy(d => d.Line).ThenBy(d => d.Column)];
}
