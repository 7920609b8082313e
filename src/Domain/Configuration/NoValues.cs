namespace Router.Domain.Configuration;

/// <summary>Knows no values.</summary>
internal sealed class NoValues : IConfigValues
{
    public static NoValues Instance { get; } = new();

    public string? Environment(string name) => null;

    public string? File(string path) => null;
}
