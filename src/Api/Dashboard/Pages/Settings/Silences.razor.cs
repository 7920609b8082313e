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

    private static readonly (string Day, string Text)[] Week =
        [("mon", "Monday"), ("tue", "Tuesday"), ("wed", "Wednesday"), ("thu", "Thursday"), ("fri", "Friday"), ("sat", "Saturday"), ("sun", "Sunday")];

    private readonly HashSet<string> _days = new(StringComparer.Ordinal);
    private IReadOnlyList<SilenceItem>? _items;
    private IReadOnlyList<SilenceProblem> _problems = [];
    private SilencePreviewAnswer? _preview;
    private string _when = "";
    private string _mode = "mark";
    private string _reason = "";
    private string _owner = "";
    private string _from = "02:00";
    private string _to = "04:00";
    private string _zone = "";
    private int _minutes = 60;
    private bool _isWeekly;
    private bool _isReading;

    [CascadingParameter]
    private Viewer Viewer { get; set; } = Viewer.Unknown;

    /// <summary>A condition to begin with, from the address.</summary>
    [SupplyParameterFromQuery]
    public string? When { get; set; }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        (_when, _zone) = (When ?? "", Viewer.Zone);
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

    private static string Hours(WeeklyItem weekly) => $"{string.Join(", ", weekly.Days)} {weekly.From}-{weekly.To} {weekly.Timezone}";

    /// <summary>What is wrong with a field of the form; the weekly days' are one field.</summary>
    private IEnumerable<string> Of(string field) => _problems
        .Where(problem => problem.Field == field || problem.Field.StartsWith($"{field}[", StringComparison.Ordinal))
        .Select(problem => problem.Position is { } position ? $"Character {position + 1}: {problem.Message}" : problem.Message);

    private string Invalid(string field) => Of(field).Any() ? "true" : "false";

    private void Edit(ChangeEventArgs input)
    {
        _when = input.Value as string ?? "";
        Forget();
    }

    /// <summary>What was found is not of this any more.</summary>
    private void Forget() => (_preview, _problems) = (null, []);

    private void Repeat(bool isWeekly)
    {
        _isWeekly = isWeekly;
        Forget();
    }

    /// <summary>Of a field for a time of day come seconds too, written or not.</summary>
    private static string Minutes(ChangeEventArgs input) => input.Value is string { Length: > 5 } text ? text[..5] : input.Value as string ?? "";

    private void SetFrom(ChangeEventArgs input)
    {
        _from = Minutes(input);
        Forget();
    }

    private void SetTo(ChangeEventArgs input)
    {
        _to = Minutes(input);
        Forget();
    }

    private void Toggle(string day)
    {
        if (!_days.Remove(day))
            _days.Add(day);
        Forget();
    }

    private SilenceDraft Draft(DateTimeOffset now, string? owner) => new()
    {
        When = _when,
        Mode = _mode,
        From = _isWeekly ? null : now.UtcDateTime.ToString("O"),
        Until = _isWeekly ? null : now.AddMinutes(_minutes).UtcDateTime.ToString("O"),
        Weekly = _isWeekly ? new() { Days = [.. Week.Select(day => day.Day).Where(_days.Contains)], From = _from, To = _to, Timezone = _zone.Trim() } : null,
        Owner = _owner.Trim() is { Length: > 0 } named ? named : owner,
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
        Snackbar.Add(_isWeekly ? "The silence holds each week." : "The silence holds.", MudBlazor.Severity.Success);
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
