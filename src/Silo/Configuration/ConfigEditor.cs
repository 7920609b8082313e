using Router.Api.Management.Config;
using Router.Domain.Configuration;
using Router.Silo.Hosting;

namespace Router.Silo.Configuration;

/// <summary>Changes the config, of the data folder or the cluster; an explicit <c>--config FILE</c> is never written.</summary>
internal sealed class ConfigEditor(IConfigChanges host, RouterSettings settings) : IConfigEditor
{
    /// <inheritdoc/>
    public string? Refusal => settings.ConfigRefusal;

    /// <inheritdoc/>
    public Task<ConfigChange> ChangeAsync(ConfigDraft draft, long expected, string author, string? reason) =>
        Refusal is null ? host.ChangeAsync(_ => draft, expected, author, reason) : throw new InvalidOperationException(Refusal);
}
