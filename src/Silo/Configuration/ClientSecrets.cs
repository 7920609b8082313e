using Router.Api.Management;
using Router.Api.Management.Config;
using Router.Domain.Configuration;
using Router.Silo.Hosting;

namespace Router.Silo.Configuration;

/// <summary>Changes client secrets in the config; an explicit <c>--config FILE</c> is never written.</summary>
internal sealed class ClientSecrets(IConfigChanges host, RouterSettings settings) : IClientSecrets
{
    /// <inheritdoc/>
    public async Task<string?> SetAsync(string integration, string clientSecret, string author)
    {
        var file = settings.ConfigName;
        if (settings.ConfigRefusal is { } readOnly)
            return readOnly;
        string? refusal = null;
        var change = await host.ChangeAsync(Edit, null, author, $"the client secret of {integration} was set");
        return refusal ?? (change is ConfigChange.Invalid invalid ? string.Join(' ', invalid.Diagnostics.Where(d => d.IsError).Select(e => e.ToString(file))) : null);

        ConfigDraft Edit(string text)
        {
            var edited = ConfigText.WithClientSecret(text, integration, clientSecret);
            refusal = edited is null ? $"The client secrets of {integration} are references or stand in an unusual place in {file}: change them there." : null;
            return ConfigDraft.Of(edited ?? text);
        }
    }
}
