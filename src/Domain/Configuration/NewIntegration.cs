using Router.Domain.Configuration.Yaml;

namespace Router.Domain.Configuration;

/// <summary>An integration that is to be added to the document. Nothing of it is checked but by the document's own check.</summary>
public sealed record NewIntegration
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The secret part of its push URL.</summary>
    public required string Key { get; init; }

    /// <summary>Sentry's client secret.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>The channel of a private one; null for a shared one.</summary>
    public string? Channel { get; init; }

    /// <summary>The channels of a shared one that take what no route matched.</summary>
    public ImmutableArray<string> Default { get; init; } = [];

    /// <summary>No secret ever shows.</summary>
    public override string ToString() => $"new integration {Id}";

    internal YamlValue ToYaml() => new YamlValue.Map(0, 0,
    [
        (Text("id"), Text(Id)),
        (Text("name"), Text(Name)),
        (Text("key"), Text(Key)),
        (Text("clientSecrets"), new YamlValue.List(0, 0, [Text(ClientSecret)])),
        Channel is { } channel ? (Text("channel"), Text(channel)) : (Text("default"), new YamlValue.List(0, 0, [.. Default.Select(Text)])),
    ]);

    private static YamlValue.Scalar Text(string text) => new(0, 0, text, IsPlain: false, null);
}
