using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;
using Router.Api.Auth;
using Router.Api.Dashboard.Live;
using Router.Domain;
using Router.Domain.Actions;
using Router.Domain.Configuration;
using Router.Domain.Storage;

namespace Router.Api.Dashboard.Triage;

/// <summary>
/// A live list of incidents or issues, of any length: only what is seen is drawn, and read again. Rows change in place; while the pointer is over them, or the
/// list is scrolled, no row comes or goes, so that nothing jumps away.
/// </summary>
public abstract partial class TriageList : ActingPage
{
    private const int AtOnce = 32;

    private readonly HashSet<string> _selected = new(StringComparer.Ordinal);
    private readonly Dictionary<int, HeldRows> _held = [];
    private Virtualize<IndexedGrain>? _rows;
    private (int Start, int Count) _seen;
    private bool _isPointed;

    [Inject]
    private IIndexQuery Index { get; set; } = null!;

    [Inject]
    private SharedReads Reads { get; set; } = null!;

    [Inject]
    private JournalPulse Pulse { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ICurrentConfig Config { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState>? Session { get; set; }

    /// <summary>The list's path.</summary>
    protected abstract string Path { get; }

    /// <summary>What a row is: incident, issue.</summary>
    protected abstract string Noun { get; }

    /// <summary>What a row counts.</summary>
    protected abstract string Unit { get; }

    /// <summary>The rows' type in the store.</summary>
    protected abstract string RowType { get; }

    /// <summary>The statuses that there are.</summary>
    protected abstract IReadOnlyList<string> Statuses { get; }

    /// <summary>Snoozing is offered.</summary>
    protected virtual bool CanSnooze => false;

    /// <inheritdoc/>
    protected override object? Shown => (Query, Window, Waiting, _held.Values.Sum(held => held.Left.Count));

    /// <summary>Where a row leads.</summary>
    private protected abstract string Href(IndexedGrain row);

    /// <summary>Acts on one row.</summary>
    private protected abstract Task<ActionReason> ActAsync(string id, PersonAction action);

    private string Title => $"{char.ToUpperInvariant(Noun[0])}{Noun[1..]}s";

    private TriageQuery Query { get; set; } = TriageQuery.None;

    private RowWindow Window { get; set; } = new();

    private bool MayAct { get; set; }

    private bool IsHeld => _isPointed || _seen.Start > 0;

    private int Waiting => _held.Values.Sum(held => held.Waiting);

    private int Selected => _selected.Count;

    private IReadOnlyList<IndexOrder> Orders => Index.Orders;

    private IEnumerable<string> Channels => Config.Table.Config.Channels.Select(channel => channel.Id).Order(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocationChanged;
        MayAct = Session is not null && Caller.Of((await Session).User)?.Access >= Access.Operator;
        await base.OnInitializedAsync();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Navigation.LocationChanged -= OnLocationChanged;
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override Task NextAsync(CancellationToken cancellationToken) => Pulse.NextAsync(cancellationToken);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (Query.Uri == Navigation.Uri)
        {
            await (IsHeld ? RefreshHeldAsync() : RefreshAsync());
            if (_rows is not null)
                await _rows.RefreshDataAsync();
        }

        while (Query.Uri != Navigation.Uri)
            await BeginAsync(TriageQuery.Read(Navigation.Uri, RowType, Statuses, Index.Orders));
    }

    private async Task BeginAsync(TriageQuery query)
    {
        var window = new RowWindow { Start = query.Filter?.After };
        if (query.Filter is { } filter)
            window = window.With(0, filter.After, await ReadAsync(filter, filter.After, RowWindow.ChunkSize));
        else
            window = window.With(0, null, new([], null));
        _held.Clear();
        (Query, Window, _seen) = (query, window, default);
    }

    /// <summary>Reads what is seen, from the top.</summary>
    private async Task RefreshAsync()
    {
        if (Query is not { Filter: { } filter } query)
            return;
        var window = new RowWindow { Start = filter.After };
        while (window.Missing(0, _seen.Count) is var (index, after))
            window = window.With(index, after, await ReadAsync(filter, after, RowWindow.ChunkSize));
        if (query != Query || IsHeld)
            return;
        _held.Clear();
        if (!window.IsSame(Window, 0, _seen.Count))
            Window = window;
        if (!Window.HasMore)
            _selected.IntersectWith(Window.Kept.Select(row => row.Key.Id));
    }

    /// <summary>Reads what is seen, and leaves every row where it is.</summary>
    private async Task RefreshHeldAsync()
    {
        if (Query is not { Filter: { } filter } query)
            return;
        foreach (var index in Window.Touched(_seen.Start, Math.Max(_seen.Count, 1)).ToList())
        {
            if (Window.Chunk(index) is not { IsKept: true } chunk)
                continue;
            var limit = Math.Clamp(chunk.Count + (_held.GetValueOrDefault(index)?.Waiting ?? 0), RowWindow.ChunkSize, 500);
            var fresh = await ReadAsync(filter, chunk.After, limit);
            if (query != Query || Window.Chunk(index) is not { IsKept: true } shown || shown.After != chunk.After)
                return;
            var held = _held[index] = HeldRows.Merge(shown.Page.Items, fresh);
            if (held.Rows != shown.Page.Items)
                Window = Window.With(index, shown.After, shown.Page with { Items = held.Rows });
        }
    }

    private async ValueTask<ItemsProviderResult<IndexedGrain>> ProvideAsync(ItemsProviderRequest request)
    {
        _seen = (request.StartIndex, request.Count);
        var hadMore = Window.HasMore;
        try
        {
            while (Query is { Filter: { } filter } query && Window.Missing(request.StartIndex, request.Count) is var (index, after))
            {
                var page = await ReadAsync(filter, after, RowWindow.ChunkSize);
                if (query == Query)
                    Window = Window.With(index, after, page);
            }
        }
        catch (StoreUnavailableException)
        {
            // The next load says so.
        }

        Window = Window.Near(request.StartIndex, request.Count);
        if (Window.HasMore != hadMore)
            StateHasChanged();
        return new(Window.Rows(request.StartIndex, request.Count), Window.Total);
    }

    private Task<IndexPage> ReadAsync(IndexFilter filter, IndexCursor? after, int limit)
    {
        var asked = filter with { After = after, Limit = limit };
        return Reads.ReadAsync(asked, () => TriageQuery.ListAsync(Index, asked, CancellationToken.None), SameRows.Keep, Closed);
    }

    private bool HasLeft(string id) => _held.Values.Any(held => held.Left.Contains(id));

    private bool IsSelected(string id) => _selected.Contains(id);

    private void Select(string id, bool selected)
    {
        if (selected)
            _selected.Add(id);
        else
            _selected.Remove(id);
    }

    private void SelectAll(bool selected)
    {
        _selected.Clear();
        if (selected)
            _selected.UnionWith(Window.Kept.Select(row => row.Key.Id));
    }

    private void Hold() => _isPointed = true;

    private Task ReleaseAsync()
    {
        _isPointed = false;
        return IsHeld || _held.Count == 0 ? Task.CompletedTask : ReloadAsync();
    }

    private async Task ShowWaitingAsync()
    {
        await Js.InvokeVoidAsync("scrollTo", 0, 0);
        (_isPointed, _seen) = (false, (0, _seen.Count));
        await ReloadAsync();
    }

    private async Task ActOnSelectedAsync(AskedAction asked)
    {
        string[] ids = [.. _selected];
        if (ids.Length == 0 || await ActionWords.AskAsync(Dialogs, asked, ids.Length) is not { } reason)
            return;
        _isPointed = false;
        await TryAsync(async actor =>
        {
            var action = asked.By(actor, reason, Time.GetUtcNow());
            var outcomes = new List<ActionReason>();
            foreach (var some in ids.Chunk(AtOnce))
                outcomes.AddRange(await Task.WhenAll(some.Select(id => ActAsync(id, action))));
            _selected.Clear();
            return ActionWords.Of(outcomes);
        });
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        _selected.Clear();
        _ = InvokeAsync(ReloadAsync);
    }
}
