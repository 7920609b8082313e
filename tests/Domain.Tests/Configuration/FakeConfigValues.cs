using Router.Domain.Configuration;

namespace Router.Domain.Tests.Configuration;

internal sealed class FakeConfigValues : IConfigValues
{
    public Dictionary<string, string> Variables { get; } = [];

    public Dictionary<string, string> Files { get; } = [];

    public string? Environment(string name) => Variables.GetValueOrDefault(name);

    public string? File(string path) => Files.GetValueOrDefault(path);
}
