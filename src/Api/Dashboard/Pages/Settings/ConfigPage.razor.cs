using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using Router.Api.Auth;
using Router.Api.Dashboard.Components;
using Router.Api.Integrations;
using Router.Api.Management.Config;
using Router.Api.Replay;
using Router.Api.Requests;
using Router.Domain.Configuration;
using Router.Domain.Configuration.Completion;

namespace Router.Api.Dashboard.Pages.Settings;

/// <summary>The config: edited, checked while one types, tried on recorded events, saved, and restored.</summary>
public sealed partial class ConfigPage
{
    private const int Versions = 50;
    private const int Examples = 1000;
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    private ElementReference _root;
    private DotNetObjectReference<ConfigPage>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _editor;
    private IReadOnlyList<ConfigRevision> _history = [];
    private IReadOnlyList<DiagnosticItem> _findings = [];
    private IReadOnlyList<ChannelMove> _moves = [];
    private ReplayAnswer? _preview;
    private string? _diff;
    private string _diffTitle = "";
    private string _reason = "";
    private string? _notice;
    private long _inForce;
    private long _base;
    private bool _isEdited;
    private bool _isReplaying;
    private bool _isOperator;

    [CascadingParameter]
    private Task<AuthenticationState> Session { get; set; } = null!;

    private bool HasErrors => _findings.Any(found => found.Level == "error");

    private string State => HasErrors ? "has errors" : _isEdited ? "edited, no errors" : "as in force";

    /// <summary>Called by the browser when the person pauses typing.</summary>
    [JSInvokable]
    public async Task OnEditedAsync()
    {
        await Actor.RequireAsync(Access.Operator);
        _isEdited = true;
        (_preview, _diff, _notice) = (null, null, null);
        if (await ReadAsync() is { } text)
            await CheckAsync(text);
        StateHasChanged();
    }

    /// <summary>What can be written at a place, asked by the browser.</summary>
    /// <param name="document">What is in the editor.</param>
    /// <param name="position">The cursor.</param>
    [JSInvokable]
    public async Task<EditorSuggestions> CompleteAsync(IJSStreamReference document, int position)
    {
        await Actor.RequireAsync(Access.Operator);
        await using (document)
            return document.Length > ConfigDocument.MaxLength ? new(position, []) : EditorSuggestions.Of(ConfigCompletion.At(await TextAsync(document), position));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        try
        {
            if (_editor is not null)
            {
                await _editor.InvokeVoidAsync("close");
                await _editor.DisposeAsync();
            }

            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and what it held with it.
        }

        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _isOperator = Caller.Of((await Session).User)?.Access >= Access.Operator;
        await base.OnInitializedAsync();
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _inForce = Config.Table.Version;
        _history = await History.ListAsync(long.MaxValue, Versions, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "./dashboard/config-editor.js");
        _editor = await _module.InvokeAsync<IJSObjectReference>("attach", _root, _self, !_isOperator);
        await TakeCurrentAsync();
        StateHasChanged();
    }

    private async Task TakeCurrentAsync()
    {
        if (_editor is null)
            return;
        var revision = await History.CurrentAsync(Config.Table.Version, Closed);
        (_base, _inForce, _isEdited, _findings, _preview, _diff, _notice) = (revision.Version, revision.Version, false, [], null, null, null);
        await _editor.InvokeVoidAsync("set", ConfigSecrets.Hide(revision.Text));
    }

    /// <summary>The text in the browser; null when it is too large, which is said.</summary>
    private async Task<string?> ReadAsync()
    {
        if (_editor is null)
            return null;
        // A stream: a text may be larger than the messages of the connection.
        await using var stream = await _editor.InvokeAsync<IJSStreamReference>("read");
        if (stream.Length > ConfigDocument.MaxLength)
        {
            _notice = $"The document is larger than {ConfigDocument.MaxLength / 1024} KiB.";
            return null;
        }

        return await TextAsync(stream);
    }

    private async Task<string> TextAsync(IJSStreamReference stream)
    {
        await using var bytes = await stream.OpenReadStreamAsync(ConfigDocument.MaxLength, Closed);
        using var reader = new StreamReader(bytes, Encoding.UTF8);
        return await reader.ReadToEndAsync(Closed);
    }

    private async Task<Domain.Routing.RouteTable?> CheckAsync(string text)
    {
        var (table, found) = await DraftConfig.TryCompileAsync(text, Config, History, Time.GetUtcNow(), Closed);
        await ShowFindingsAsync(found);
        return table;
    }

    private async Task ShowFindingsAsync(IEnumerable<ConfigDiagnostic> found)
    {
        _findings = ConfigAnswers.Items(found.OrderByDescending(finding => finding.IsError));
        await _editor!.InvokeVoidAsync("mark", _findings);
    }

    private async Task GoAsync(DiagnosticItem found) => await _editor!.InvokeVoidAsync("go", found.Line, found.Column);

    private async Task PreviewAsync()
    {
        await Actor.RequireAsync(Access.Operator);
        if (await ReadAsync() is not { } text || await CheckAsync(text) is not { } table)
            return;
        (_isReplaying, _preview, _notice) = (true, null, null);
        StateHasChanged();
        try
        {
            var now = Time.GetUtcNow();
            _preview = await Task.Run(() => Replay.RunAsync(table, now - Recent, now, Examples, Closed), Closed);
        }
        finally
        {
            _isReplaying = false;
        }

        _moves = _preview is null ? [] : ChannelMove.Of(_preview);
        if (_preview is null)
            _notice = "Another replay is under way; try again when it is done.";
    }

    private async Task ShowDiffAsync()
    {
        await Actor.RequireAsync(Access.Operator);
        if (await ReadAsync() is not { } text)
            return;
        var current = await History.CurrentAsync(Config.Table.Version, Closed);
        var draft = ConfigSecrets.Restore(text, current.Text);
        _diffTitle = "From the version in force to what you edit";
        _diff = ConfigDiff.Of(current, current with { Version = current.Version + 1, Text = draft.Document });
    }

    private async Task CompareAsync(ConfigRevision revision)
    {
        _diffTitle = $"From version {revision.Version} to the one in force";
        _diff = ConfigDiff.Of(revision, await History.CurrentAsync(Config.Table.Version, Closed));
    }

    private async Task SaveAsync()
    {
        var actor = await Actor.RequireAsync(Access.Admin);
        if (ConfigRequest.CheckReason("reason", _reason, out var reason) is { } wrong)
        {
            _notice = $"Why: {wrong.Message}.";
            return;
        }

        if (await ReadAsync() is not { } text)
            return;
        var draft = ConfigSecrets.Restore(text, (await History.CurrentAsync(Config.Table.Version, Closed)).Text);
        await ChangeAsync(draft, _base, actor, reason);
    }

    private async Task RestoreAsync(ConfigRevision revision)
    {
        var inForce = _inForce;
        if (await ConfirmDialog.AskAsync(Dialogs, $"Restore version {revision.Version}", $"It replaces version {inForce} at once, as a new version. What you edit here is discarded.", "Restore", asksReason: true) is not { } given)
            return;
        var actor = await Actor.RequireAsync(Access.Admin);
        if (ConfigRequest.CheckReason("reason", given, out var reason) is { } wrong)
            _notice = $"Why: {wrong.Message}.";
        else
            await ChangeAsync(ConfigDraft.Of(revision.Text), inForce, actor, reason ?? string.Create(CultureInfo.InvariantCulture, $"version {revision.Version} restored"));
    }

    private async Task ChangeAsync(ConfigDraft draft, long from, string actor, string? reason)
    {
        _notice = null;
        try
        {
            switch (await Editor.ChangeAsync(draft, from, actor, reason))
            {
                case ConfigChange.InForce done:
                    Snackbar.Add($"Version {done.Version} is in force.", MudBlazor.Severity.Success);
                    _reason = "";
                    await TakeCurrentAsync();
                    await ReloadAsync();
                    break;
                case ConfigChange.Invalid invalid:
                    await ShowFindingsAsync(invalid.Diagnostics);
                    _notice = "It has errors, and nothing has changed.";
                    break;
                case ConfigChange.Outdated outdated:
                    _notice = $"Version {outdated.Version} is in force, another than this was made from. Nothing has changed: copy what you need, discard, and edit that.";
                    break;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _notice = IntegrationEditor.NotWritten;
        }
    }
}
