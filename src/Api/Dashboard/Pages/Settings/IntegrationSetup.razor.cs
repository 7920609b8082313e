using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Router.Api.Auth;
using Router.Api.Management;
using Router.Api.Receipts;
using Router.Api.Sentry.AlertAction;
using Router.Api.Sentry.Testing;
using Router.Api.Stats;
using Router.Domain.Configuration;

namespace Router.Api.Dashboard.Pages.Settings;

/// <summary>What to enter in Sentry for an integration, and whether it works.</summary>
public sealed partial class IntegrationSetup
{
    private IntegrationConfig? _integration;
    private IntegrationItem? _item;
    private Receipt? _story;
    private TestAnswer? _answer;
    private string _schema = "";
    private string _secret = "";
    private string? _secretProblem;
    private string? _pushUrl;
    private bool _isSending;

    /// <summary>The integration's id.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <inheritdoc/>
    protected override TimeSpan Pace => TimeSpan.FromSeconds(1);

    /// <summary>Calls that were answered 202, without the tests from here.</summary>
    private long FromSentry => _item is { } item ? item.Accepted + item.Duplicate + item.Ignored - Test.Taken(Id) : 0;

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var integration = Config.Table.Integration(Id);
        if (integration?.Key != _integration?.Key)
            _pushUrl = null;
        if (integration is not null && _integration is null)
            _schema = JsonSerializer.Serialize(ActionSchema.Of(integration, Links.PublicUrl), AlertActionJson.Default.ActionSchema);
        (_integration, _item) = (integration, Stats.Integrations().Find(item => item.Id == Id));
        if (_answer?.Receipt is { } receipt && (_story is null || Sinks(_story).Any(sink => sink.Delivery?.Status is not "delivered" and not "dead_lettered")))
            _story = (await Receipts.ReadAsync(receipt, cancellationToken)).Receipt;
    }

    private static IEnumerable<SinkStep> Sinks(Receipt receipt) =>
        receipt.Incidents.SelectMany(incident => (incident.Decision?.Sinks ?? []).Concat(incident.Later?.Sinks ?? []));

    private static string Told(SinkStep sink) => sink switch
    {
        { Suppressed: { } why } => $"not told, {why}",
        { Delivery: { Attempts: [.., var last] } delivery } => $"{delivery.Status}{(last.Status is { } status ? $", answered {status}" : "")}{(last.Detail is { } detail ? $": {detail}" : "")}",
        _ => sink.Delivery?.Status ?? "under way",
    };

    private async Task ShowPushUrlAsync()
    {
        await Actor.RequireAsync(Access.Admin);
        _pushUrl = _integration is { } integration ? Links.PushUrl(integration.Key) : null;
    }

    private async Task SetSecretAsync()
    {
        var actor = await Actor.RequireAsync(Access.Admin);
        var body = new SecretBody(_secret.Trim());
        _secretProblem = body.Problem is { } problem ? $"Client secret: {problem.Message}." : await Secrets.SetAsync(Id, body.ClientSecret!, actor);
        if (_secretProblem is not null)
            return;
        _secret = "";
        Snackbar.Add("The client secret is in force.", MudBlazor.Severity.Success);
        await ReloadAsync();
    }

    private async Task SendTestAsync()
    {
        await Actor.RequireAsync(Access.Operator);
        (_isSending, _story, _answer) = (true, null, null);
        try
        {
            _answer = await Test.SendAsync(Id);
        }
        finally
        {
            _isSending = false;
        }

        await ReloadAsync();
    }
}
