using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Router.Api.Auth;
using Router.Api.Integrations;
using Router.Api.Management;
using Router.Domain.Configuration;

namespace Router.Api.Dashboard.Pages.Settings;

/// <summary>Creates an integration, and leads to its set-up in Sentry.</summary>
public sealed partial class NewIntegrationPage : ComponentBase
{
    private const int SecretBytes = 16;

    private readonly HashSet<string> _default = new(StringComparer.Ordinal);
    private IReadOnlyList<InvalidField> _problems = [];
    private string _id = "";
    private string _name = "";
    private string _channel = "";
    private string _key = "";
    private string _secret = "";
    private bool _isShared;
    private bool _pastesKey;
    private bool _pastesSecret;
    private bool _isCreating;

    private ImmutableArray<ChannelConfig> Channels => Config.Table.Config.Channels;

    /// <inheritdoc/>
    protected override void OnInitialized() => _channel = Channels.FirstOrDefault()?.Id ?? "";

    private static string Title(ChannelConfig channel) => channel.Name == channel.Id ? channel.Id : $"{channel.Name} ({channel.Id})";

    /// <summary>A new push-URL key or client secret: 128 random bits in hexadecimal.</summary>
    internal static string NewSecret() => RandomNumberGenerator.GetHexString(2 * SecretBytes, lowercase: true);

    private IEnumerable<string> Of(string field) => _problems.Where(problem => problem.Field == field).Select(problem => problem.Message);

    private string Invalid(string field) => Of(field).Any() ? "true" : "false";

    private void Toggle(string channel)
    {
        if (!_default.Remove(channel))
            _default.Add(channel);
    }

    private async Task CreateAsync()
    {
        var actor = await Actor.RequireAsync(Access.Admin);
        var secret = new SecretBody(_pastesSecret ? _secret.Trim() : NewSecret());
        if (secret.Problem is { } wrong)
        {
            _problems = [wrong];
            return;
        }

        var added = new NewIntegration
        {
            Id = _id.Trim(),
            Name = _name.Trim() is { Length: > 0 } name ? name : _id.Trim(),
            Key = _pastesKey ? _key.Trim() : NewSecret(),
            ClientSecret = secret.ClientSecret!,
            Channel = _isShared ? null : _channel,
            Default = _isShared ? [.. Channels.Select(channel => channel.Id).Where(_default.Contains)] : [],
        };
        _isCreating = true;
        try
        {
            _problems = await Editor.CreateAsync(added, actor);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _problems = [new("", IntegrationEditor.NotWritten)];
        }
        finally
        {
            _isCreating = false;
        }

        if (_problems.Count == 0)
            Navigation.NavigateTo($"integrations/{added.Id}");
    }
}
