using Router.Api.Management;
using Router.Domain.Configuration;
using Router.Silo.Hosting;

namespace Router.Silo.Configuration;

/// <summary>Changes client secrets in the data folder's config; an explicit <c>--config FILE</c> is never written.</summary>
internal sealed class ClientSecrets(ConfigHost host, RouterSettings settings) : IClientSecrets
{
    /// <inheritdoc/>
    public async Task<string?> SetAsync(string integration, string clientSecret)
    {
        var file = settings.ConfigFile;
        if (settings.IsConfigReadOnly)
            return $"{file} was given with --config and is not written by the router: change it there.";
        string? refusal = null;
        var errors = await host.EditAsync(text =>
        {
            var edited = ConfigText.WithClientSecret(text, integration, clientSecret);
            refusal = edited is null ? $"The client secrets of {integration} are references or stand in an unusual place in {file}: change them there." : null;
            return edited ?? text;
        });
        return refusal ?? (errors.IsEmpty ? null : string.Join(' ', errors.Select(e => e.ToString(file))));
    }
}
