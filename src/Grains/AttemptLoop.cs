using Microsoft.Extensions.Hosting;

namespace Router.Grains;

/// <summary>
/// Makes a grain's attempts one after the other, by an interleaving timer, so that the grain takes further calls meanwhile.
/// When the process stops, the attempt under way may end, and no further one begins.
/// </summary>
internal sealed class AttemptLoop
{
    /// <summary>How long after a failure the next attempt is made.</summary>
    public static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private readonly Func<CancellationToken, Task<bool>> _attempt;
    private readonly Func<Exception, bool> _failed;
    private readonly IHostApplicationLifetime _host;
    private readonly TimeProvider _time;
    private readonly IGrainTimer _timer;

    /// <param name="grain">Whose attempts they are.</param>
    /// <param name="host">Says that the process stops.</param>
    /// <param name="time">The clock.</param>
    /// <param name="attempt">Makes the next attempt; false when there is none to make now.</param>
    /// <param name="failed">Told of what an attempt threw; true when another is to be made after <see cref="AfterFailure"/>.</param>
    public AttemptLoop(IGrainBase grain, IHostApplicationLifetime host, TimeProvider time, Func<CancellationToken, Task<bool>> attempt, Func<Exception, bool> failed)
    {
        (_host, _time, _attempt, _failed) = (host, time, attempt, failed);
        _timer = grain.RegisterGrainTimer(RunAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true });
    }

    /// <summary>Begins at a time; at once when that is over.</summary>
    public void LookAt(DateTimeOffset at)
    {
        var wait = at - _time.GetUtcNow();
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!_host.ApplicationStopping.IsCancellationRequested && await _attempt(cancellationToken))
                cancellationToken.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Deactivating: the row's due time brings the work back, here or elsewhere.
        }
        catch (Exception e)
        {
            if (_failed(e))
                LookAt(_time.GetUtcNow() + AfterFailure);
        }
    }
}
