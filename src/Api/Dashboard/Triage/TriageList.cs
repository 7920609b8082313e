using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Router.Domain;
using Router.Domain.Actions;
using Router.Domain.Configuration;
using Router.Domain.Storage;

namespace Router.Api.Dashboard.Triage;

/// <summary>
/// A live list of incidents or issues. Rows change in place; while the pointer is over them no row comes or goes, so that nothing jumps away under it.
/// </summary>
public abstract class TriageList : ActingPage
{
    private readonly HashSet<string> _selected = new(StringComparer.Ordinal);
    private readonly HashSet<string> _left = new(StringComparer.Ordinal);
    private string? _shown;

    [Inject]
    private IIndexQuery Index { get; set; } = null!;

    /// <summary>Where the browser is.</summary>
    [Inject]
    protected NavigationManager Navigation { get; private set; } = null!;

    [Inject]
    private ICurrentConfig Config { get; set; } = null!;

    /// <inheritdoc/>
    protected override TimeSpan Pace => TimeSpan.FromSeconds(1);

    /// <summary>The list's path.</summary>
    protected abstract string Path { get; }

    /// <summary>The rows' type in the store.</summary>
    protected abstract string RowType { get; }

    /// <summary>The statuses that there are.</summary>
    protected abstract IReadOnlyList<string> Statuses { get; }

    /// <summary>Acts on one row.</summary>
    private protected abstract Task<ActionReason> ActAsync(string id, PersonAction action);

    /// <summary>The filters.</summary>
    private protected TriageQuery Query { get; private set; } = new(null, null, new Dictionary<string, string>());

    /// <summary>The rows shown.</summary>
    private protected IReadOnlyList<IndexedGrain> Rows { get; private set; } = [];

    /// <summary>The next page's cursor; null at the end.</summary>
    private protected IndexCursor? Next { get; private set; }

    /// <summary>The pointer is over the rows.</summary>
    protected bool IsHeld { get; private set; }

    /// <summary>How many rows wait until the pointer is gone.</summary>
    protected int Waiting { get; private set; }

    /// <summary>How many rows are selected.</summary>
    protected int Selected => _selected.Count;

    /// <summary>The channels to filter by.</summary>
    protected IEnumerable<string> Channels => Config.Table.Config.Channels.Select(channel => channel.Id).Order(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocationChanged;
        return base.OnInitializedAsync();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Navigation.LocationChanged -= OnLocationChanged;
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        string uri;
        do
        {
            uri = Navigation.Uri;
            var query = TriageQuery.Read(uri, RowType, Statuses);
            var page = query.Filter is { } filter ? await TriageQuery.ListAsync(Index, filter, cancellationToken) : new([], null);
            Query = query;
            Show(page, keepPlaces: IsHeld && uri == _shown);
            _shown = uri;
        }
        while (uri != Navigation.Uri);
    }

    /// <summary>It does not fit the filters any more and stays only until the pointer is gone.</summary>
    protected bool HasLeft(string id) => _left.Contains(id);

    /// <summary>It is selected.</summary>
    protected bool IsSelected(string id) => _selected.Contains(id);

    /// <summary>Selects a row, or not.</summary>
    protected void Select(string id, bool selected)
    {
        if (selected)
            _selected.Add(id);
        else
            _selected.Remove(id);
    }

    /// <summary>Selects all that is shown, or nothing.</summary>
    protected void SelectAll(bool selected)
    {
        _selected.Clear();
        if (selected)
            _selected.UnionWith(Rows.Select(row => row.Key.Id));
    }

    /// <summary>The pointer came over the rows.</summary>
    protected void Hold() => IsHeld = true;

    /// <summary>The pointer went, or the person wants to see what waits.</summary>
    protected Task ReleaseAsync()
    {
        IsHeld = false;
        return ReloadAsync();
    }

    /// <summary>Acts on what is selected.</summary>
    protected async Task ActOnSelectedAsync(AskedAction asked)
    {
        string[] ids = [.. _selected];
        if (ids.Length == 0 || await ActionWords.AskAsync(Dialogs, asked, ids.Length) is not { } reason)
            return;
        IsHeld = false;
        await TryAsync(async actor =>
        {
            var action = asked.By(actor, reason, Time.GetUtcNow());
            var outcomes = await Task.WhenAll(ids.Select(id => ActAsync(id, action)));
            _selected.Clear();
            return ActionWords.Of(outcomes);
        });
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        _selected.Clear();
        _ = InvokeAsync(ReloadAsync);
    }

    private void Show(IndexPage page, bool keepPlaces)
    {
        _left.Clear();
        Waiting = 0;
        if (keepPlaces)
        {
            var fresh = page.Items.ToDictionary(row => row.Key.Id);
            _left.UnionWith(Rows.Select(row => row.Key.Id).Where(id => !fresh.ContainsKey(id)));
            Rows = [.. Rows.Select(row => fresh.Remove(row.Key.Id, out var now) ? now : row)];
            Waiting = fresh.Count;
            return;
        }

        (Rows, Next) = (page.Items, page.Next);
        _selected.IntersectWith(Rows.Select(row => row.Key.Id));
    }
}
