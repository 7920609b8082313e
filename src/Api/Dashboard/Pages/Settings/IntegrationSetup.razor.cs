using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Router.Api.Auth;
using Router.Api.Dashboard.Components;
using Router.Api.Integrations;
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
    private string? _manageProblem;
    private bool _isSending;

    /// <summary>The integration's id.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <inheritdoc/>
    protected override TimeSpan Pace => TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var integration = Config.Table.Integration(Id);
        if (_pushUrl is not null)
            _pushUrl = integration is null ? null : Links.PushUrl(integration.Key);
        if (integration is not null && _integration is null)
            _schema = JsonSerializer.Serialize(ActionSchema.Of(integration, Links.PublicUrl), AlertActionJson.Default.ActionSchema);
        (_integration, _item) = (integration, (await Stats.IntegrationsAsync()).Find(item => item.Id == Id));
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
        _pushUrl = Config.Table.Integration(Id) is { } integration ? Links.PushUrl(integration.Key) : null;
    }

    private async Task SetSecretAsync(bool isBeside)
    {
        var actor = await Actor.RequireAsync(Access.Admin);
        var body = new SecretBody(_secret.Trim());
        _secretProblem = body.Problem is { } problem ? $"Client secret: {problem.Message}."
            : await TryAsync(() => isBeside ? Editor.AddSecretAsync(Id, body.ClientSecret!, actor) : Secrets.SetAsync(Id, body.ClientSecret!, actor));
        if (_secretProblem is not null)
            return;
        _secret = "";
        Snackbar.Add(isBeside ? "Both client secrets are in force." : "The client secret is in force.", MudBlazor.Severity.Success);
        await ReloadAsync();
    }

    private async Task RemoveSecretAsync(int index)
    {
        if (await ConfirmDialog.AskAsync(Dialogs, $"Remove client secret {index + 1}", "What Sentry signs with it is refused at once.", "Remove", isDangerous: true) is null)
            return;
        var actor = await Actor.RequireAsync(Access.Admin);
        _secretProblem = await TryAsync(() => Editor.RemoveSecretAsync(Id, index, actor));
        await DoneAsync(_secretProblem, "The client secret is removed.");
    }

    private async Task RotateKeyAsync()
    {
        if (await ConfirmDialog.AskAsync(Dialogs, "Rotate the push key", "The push URL changes, and the old one answers 404 at once: enter the new one in Sentry straight away. What Sentry sends meanwhile is lost.", "Rotate", isDangerous: true) is null)
            return;
        var actor = await Actor.RequireAsync(Access.Admin);
        _manageProblem = await TryAsync(() => Editor.SetKeyAsync(Id, NewIntegrationPage.NewSecret(), actor));
        await DoneAsync(_manageProblem, "The push URL is another now: enter it in Sentry.");
        if (_manageProblem is null)
            await ShowPushUrlAsync();
    }

    private async Task EnableAsync(bool isEnabled)
    {
        if (!isEnabled && await ConfirmDialog.AskAsync(Dialogs, $"Disable {Id}", "Its push URL answers 404, and what Sentry sends meanwhile is lost. Open issues stay as they are.", "Disable", isDangerous: true) is null)
            return;
        var actor = await Actor.RequireAsync(Access.Admin);
        _manageProblem = await TryAsync(() => Editor.SetEnabledAsync(Id, isEnabled, actor));
        await DoneAsync(_manageProblem, isEnabled ? $"{Id} is enabled." : $"{Id} is disabled.");
    }

    private static async Task<string?> TryAsync(Func<Task<string?>> change)
    {
        try
        {
            return await change();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return IntegrationEditor.NotWritten;
        }
    }

    private async Task DoneAsync(string? problem, string done)
    {
        if (problem is null)
            Snackbar.Add(done, MudBlazor.Severity.Success);
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
