namespace Router.Grains.Storage;

/// <summary>
/// Hands what a grain has committed to the next grains: one run at a time, joined by whoever asks meanwhile. For use within one grain's turns only.
/// </summary>
/// <param name="run">Hands over until nothing is left.</param>
/// <param name="onFailure">Told of a run that nobody waits for and that failed, and whether it is the first since one succeeded.</param>
internal sealed class Handover(Func<Task> run, Action<Exception, bool> onFailure)
{
    private Task? _running;
    private bool _isFailing;

    /// <summary>Hands over; fails as the run does.</summary>
    public Task RunAsync()
    {
        if (_running is null or { IsCompleted: true })
            _running = RunOnceAsync();
        return _running;
    }

    /// <summary>Tries at once; what fails is told, and left to the sweeper, which backs off.</summary>
    public async Task TryAsync()
    {
        try
        {
            await RunAsync();
        }
        catch (Exception e)
        {
            onFailure(e, !_isFailing);
            _isFailing = true;
        }
    }

    private async Task RunOnceAsync()
    {
        await run();
        _isFailing = false;
    }
}
