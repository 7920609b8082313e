namespace Router.Domain.Configuration;

/// <summary>Collects what is found in a document.</summary>
internal sealed class Findings
{
    /// <summary>How many errors, and how many warnings, are kept.</summary>
    public const int Max = 1000;

    private readonly List<ConfigDiagnostic> _found = [];
    private int _errors;
    private int _warnings;

    public bool HasErrors => _errors > 0;

    /// <summary>Further errors are left out: nothing is gained by looking for them.</summary>
    public bool IsFull => _errors > Max;

    public void Error(int line, int column, string path, string message)
    {
        if (++_errors <= Max)
            _found.Add(new(ConfigDiagnosticLevel.Error, line, column, path, message));
    }

    public void Warning(int line, int column, string path, string message)
    {
        if (++_warnings <= Max)
            _found.Add(new(ConfigDiagnosticLevel.Warning, line, column, path, message));
    }

    /// <summary>In the order of the document; last, where there are too many, that some are left out.</summary>
    public ImmutableArray<ConfigDiagnostic> Sorted()
    {
        var sorted = _found.OrderBy(d => d.Line).ThenBy(d => d.Column).ToList();
        if (_errors > Max || _warnings > Max)
            sorted.Add(new(HasErrors ? ConfigDiagnosticLevel.Error : ConfigDiagnosticLevel.Warning, 1, 1, ConfigDiagnostic.WholeDocument, $"more than {Max} findings; the rest is left out"));
        return [.. sorted];
    }
}
