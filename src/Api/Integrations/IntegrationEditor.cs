using Router.Api.Management;
using Router.Api.Management.Config;
using Router.Api.Requests;
using Router.Domain.Configuration;

namespace Router.Api.Integrations;

/// <summary>Changes integrations in the config's text, which stays as it was written elsewhere, and puts it in force as any other change of it.</summary>
internal sealed class IntegrationEditor(IConfigEditor editor, IConfigHistory history, ICurrentConfig config)
{
    /// <summary>What an <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> means to people.</summary>
    public const string NotWritten = "The config's file can't be written, and nothing has changed: the disk or its permissions.";

    private const string Meanwhile = "The config was changed at the same time, and nothing of this: try again.";
    private const string Unusual = "It is a reference, or written in a way that can't be edited here: change it in the config.";

    /// <summary>Why nothing can be changed here, for people; null when it can.</summary>
    public string? Refusal => editor.Refusal;

    /// <summary>Adds an integration.</summary>
    /// <returns>What is wrong, by the field of <see cref="NewIntegration"/> in camelCase; empty name: of the whole. Nothing when it is in force.</returns>
    public async Task<IReadOnlyList<InvalidField>> CreateAsync(NewIntegration added, string actor)
    {
        var place = $"integrations[{config.Table.Config.Integrations.Length}]";
        return await ChangeAsync(text => ConfigText.WithIntegration(text, added), actor, $"integration {added.Id} was created") switch
        {
            ConfigChange.InForce => [],
            ConfigChange.Invalid invalid => [.. invalid.Diagnostics.Where(found => found.IsError).Select(found => Field(found, place))],
            ConfigChange.Outdated => [new("", Meanwhile)],
            _ => [new("", "The config's integrations are written in a way that can't be added to here: add it in the config.")],
        };
    }

    /// <summary>Gives an integration another push-URL key; the old one is unknown at once.</summary>
    /// <returns>Why not, for people; null when it is in force.</returns>
    public Task<string?> SetKeyAsync(string integration, string key, string actor) =>
        EditAsync(text => ConfigText.WithKey(text, integration, key), actor, $"the push key of {integration} was rotated");

    /// <summary>Takes a second client secret beside the others.</summary>
    /// <returns>Why not, for people; null when it is in force.</returns>
    public Task<string?> AddSecretAsync(string integration, string secret, string actor) =>
        EditAsync(text => ConfigText.WithSecondClientSecret(text, integration, secret), actor, $"a client secret of {integration} was added");

    /// <summary>Takes a client secret away.</summary>
    /// <returns>Why not, for people; null when it is in force.</returns>
    public Task<string?> RemoveSecretAsync(string integration, int index, string actor) =>
        EditAsync(text => ConfigText.WithoutClientSecret(text, integration, index), actor, $"client secret {index + 1} of {integration} was removed");

    /// <summary>Enables or disables an integration: a disabled one answers 404.</summary>
    /// <returns>Why not, for people; null when it is in force.</returns>
    public Task<string?> SetEnabledAsync(string integration, bool isEnabled, string actor) =>
        EditAsync(text => ConfigText.WithEnabled(text, integration, isEnabled), actor, $"{integration} was {(isEnabled ? "enabled" : "disabled")}");

    private async Task<string?> EditAsync(Func<string, string?> edit, string actor, string reason) => await ChangeAsync(edit, actor, reason) switch
    {
        ConfigChange.InForce => null,
        ConfigChange.Invalid invalid => string.Join(' ', invalid.Diagnostics.Where(found => found.IsError).Select(found => $"{found.Path}: {found.Message}.")),
        ConfigChange.Outdated => Meanwhile,
        _ => Unusual,
    };

    /// <summary>Null when the text can't be edited so.</summary>
    private async Task<ConfigChange?> ChangeAsync(Func<string, string?> edit, string actor, string reason)
    {
        var current = await history.CurrentAsync(config.Table.Version, CancellationToken.None);
        return edit(current.Text) is { } edited ? await editor.ChangeAsync(ConfigDraft.Of(edited), current.Version, actor, reason) : null;
    }

    private static InvalidField Field(ConfigDiagnostic found, string place)
    {
        if (!found.Path.StartsWith($"{place}.", StringComparison.Ordinal))
            return new("", $"{found.Path}: {found.Message}");
        var key = found.Path[(place.Length + 1)..].Split('.', '[')[0];
        return new(key == "clientSecrets" ? "clientSecret" : key, found.Message);
    }
}
