using Router.Api.Management;
using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Silo.Configuration;

/// <summary>Changes the data folder's config for the management API; an explicit <c>--config FILE</c> is never written.</summary>
internal sealed class ConfigEditor(ConfigHost host, ConfigStart start, IConfiguration settings) : IConfigEditor
{
    /// <inheritdoc/>
    public async Task<ConfigEditResult> SetClientSecretAsync(string integration, string secret)
    {
        if (settings["Router:Config"] is { Length: > 0 })
            return ConfigEditResult.Refused($"{start.Path} was given with --config and is not written by the router: change it there.");
        string? refusal = null;
        var errors = await host.EditAsync(text =>
        {
            var edited = ConfigText.WithClientSecret(text, integration, secret);
            refusal = edited is null
                ? $"The client secrets of {integration} come from a reference (${{env:}} or ${{file:}}) or an unusual place in {start.Path}: change them there."
                : null;
            return edited ?? text;
        });
        return refusal is not null ? ConfigEditResult.Refused(refusal)
            : errors.IsEmpty ? ConfigEditResult.Done
            : ConfigEditResult.Refused(string.Join(' ', errors.Select(e => e.ToString(start.Path))));
    }
}
