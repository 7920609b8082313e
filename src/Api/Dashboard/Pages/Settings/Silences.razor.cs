using Microsoft.AspNetCore.Components;
using Router.Api.Auth;
using Router.Api.Dashboard.Components;
using Router.Api.Silences;
using Router.Domain.Noise;
using Router.Domain.Storage;

namespace Router.Api.Dashboard.Pages.Settings;

/// <summary>What is silenced, and by whom; new ones with a look at what they would have muted.</summary>
public sealed partial class Silences
{
    private const int Ended = 50;
    private const string Example = "project == \"web\" && severity != \"Critical\"";

    private static readonly (int Minutes, string Text)[] Lengths =
        [(30, "30 minutes"), (60, "1 hour"), (240, "4 hours"), (1440, "1 day"), (10080, "1 week")];

    private IReadOnlyList<SilenceItem>? _items;
    private IReadOnlyList<SilenceProblem> _problems = [];
    private SilencePreviewAnswer? _preview;
    private string _when = "";
    private string _mode = "mark";
    private string _reason = "";
    private int _minutes = 60;
    private bool _isReading;

    /// <summary>A condition to begin with, from the address.</summary>
    [SupplyParameterFromQuery]
    public string? When { get; set; }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        _when = When ?? "";
        return base.OnInitializedAsync();
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var (live, _) = await Rows.ListAsync(new() { Type = SilenceStore.GrainType, Status = SilenceStore.Live, Limit = SilenceRows.MaxLive }, cancellationToken);
        var (over, _) = await Rows.ListAsync(new() { Type = SilenceStore.GrainType, Status = SilenceStore.Over, Limit = Ended }, cancellationToken);
        _items =
        [
            .. Config.Table.Config.Silences.Select(silence => SilenceItem.Of(silence, now)),
            .. live.Concat(over).Select(record => SilenceItem.Of(record, now)).OfType<SilenceItem>(),
        ];
    }

    private void Edit(ChangeEventArgs input)
    {
        _when = input.Value as string ?? "";
        (_preview, _problems) = (null, []);
    }

    private SilenceDraft Draft(DateTimeOffset now, string? owner) => new()
    {
        When = _when,
        Mode = _mode,
        From = now.UtcDateTime.ToString("O"),
        Until = now.AddMinutes(_minutes).UtcDateTime.ToString("O"),
        Owner = owner,
        Reason = _reason.Trim() is { Length: > 0 } reason ? reason : null,
    };

    private async Task PreviewAsync()
    {
        await Actor.RequireAsync(Access.Operator);
        _preview = null;
        _problems = SilenceCheck.Of(Draft(Time.GetUtcNow(), null), "preview", Config.Table, null, out var silence);
        if (_problems.Count > 0)
            return;
        _isReading = true;
        StateHasChanged();
        try
        {
            _preview = await Task.Run(() => Previews.ReadAsync(silence!, Closed), Closed);
        }
        finally
        {
            _isReading = false;
        }
    }

    private async Task CreateAsync()
    {
        var actor = await Actor.RequireAsync(Access.Operator);
        var (id, now) = (SilenceRows.Id(null), Time.GetUtcNow());
        var draft = Draft(now, actor);
        _problems = SilenceCheck.Of(draft, id, Config.Table, now, out _);
        if (_problems.Count > 0)
            return;
        if (await Rows.IsFullAsync(Closed))
        {
            Snackbar.Add($"There are {SilenceRows.MaxLive} silences already; end some first.", MudBlazor.Severity.Error);
            return;
        }

        await Rows.CreateAsync(new() { Id = id, Draft = draft, Request = SilenceRows.Request(draft), CreatedBy = actor, CreatedAt = now }, Closed);
        (_when, _reason, _preview) = ("", "", null);
        Snackbar.Add("The silence holds.", MudBlazor.Severity.Success);
        await ReloadAsync();
    }

    private async Task EndAsync(SilenceItem item)
    {
        if (await ConfirmDialog.AskAsync(Dialogs, "End the silence", $"{item.When}: what it held back and is open still is announced.", "End it", asksReason: true) is not { } reason)
            return;
        var actor = await Actor.RequireAsync(Access.Operator);
        await Rows.EndAsync(item.Id, actor, reason.Length == 0 ? null : reason, Closed);
        Snackbar.Add("The silence has ended.", MudBlazor.Severity.Success);
        await ReloadAsync();
    }
}
