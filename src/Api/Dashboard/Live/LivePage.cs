using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Router.Domain.Storage;

namespace Router.Api.Dashboard.Live;

/// <summary>
/// A page that loads and reloads: at first, whenever <see cref="NextAsync"/> ends, and when told to. What it showed stays while a reload runs or fails;
/// <see cref="Problem"/> says when what is shown may be old.
/// </summary>
public abstract partial class LivePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private bool _isLoading;

    /// <summary>Makes one.</summary>
    protected LivePage() => Closed = _closed.Token;

    /// <summary>The clock.</summary>
    [Inject]
    protected TimeProvider Time { get; private set; } = null!;

    [Inject]
    private ILogger<LivePage> Logger { get; set; } = null!;

    /// <summary>Why the last load failed, for people; null when it did not.</summary>
    protected string? Problem { get; private set; }

    /// <summary>Something was loaded; until then there is nothing to show.</summary>
    protected bool IsLoaded { get; private set; }

    /// <summary>Ends when the page is left.</summary>
    protected CancellationToken Closed { get; }

    /// <summary>How often it reloads by itself, unless <see cref="NextAsync"/> says otherwise.</summary>
    protected virtual TimeSpan Pace => TimeSpan.FromSeconds(5);

    /// <summary>What it shows, as one value: a load that leaves it equal draws nothing anew. Null draws after every load.</summary>
    protected virtual object? Shown => null;

    /// <summary>Waits until it is time to load again.</summary>
    protected virtual Task NextAsync(CancellationToken cancellationToken) => Task.Delay(Pace, Time, cancellationToken);

    /// <summary>Loads what the page shows into its fields.</summary>
    protected abstract Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>Loads now, unless a load is under way.</summary>
    protected async Task ReloadAsync()
    {
        if (_isLoading || Closed.IsCancellationRequested)
            return;
        _isLoading = true;
        var before = (Problem, Shown, IsLoaded);
        try
        {
            await LoadAsync(Closed);
            (Problem, IsLoaded) = (null, true);
        }
        catch (OperationCanceledException) when (Closed.IsCancellationRequested)
        {
        }
        catch (StoreUnavailableException)
        {
            Problem = "The store can't be read now; the router's log says why. What you see may be old.";
        }
        catch (Exception failure) when (failure is TimeoutException or IOException)
        {
            LogNotLoaded(Logger, failure);
            Problem = "This could not be loaded; the router's log says why. What you see may be old.";
        }
        finally
        {
            _isLoading = false;
        }

        if (!Closed.IsCancellationRequested && (Shown is null || !before.Equals((Problem, Shown, IsLoaded))))
            StateHasChanged();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => ReloadAsync();

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            _ = RepeatAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what the page does.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _closed.Cancel();
        _closed.Dispose();
    }

    private async Task RepeatAsync()
    {
        try
        {
            while (true)
            {
                await NextAsync(Closed);
                await InvokeAsync(ReloadAsync);
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    [LoggerMessage(1501, LogLevel.Warning, "A page of the dashboard could not load")]
    private static partial void LogNotLoaded(ILogger logger, Exception failure);
}
