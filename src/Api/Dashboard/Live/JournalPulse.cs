using Microsoft.Extensions.Logging;
using Router.Domain.Storage;

namespace Router.Api.Dashboard.Live;

/// <summary>Tells all open pages of this process together that it is time to read again. It looks at the journal's end while a page waits, and never else.</summary>
internal sealed partial class JournalPulse(IJournal journal, TimeProvider time, ILogger<JournalPulse> logger)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    // Longer than the most time between two beats: whoever still looks has waited again since.
    private static readonly TimeSpan Patience = Beat.Most + Beat.Most;

    private readonly Lock _gate = new();
    private TaskCompletionSource _next = Promise();
    private Beat _beat;
    private DateTimeOffset _awaitedAt;
    private bool _isBeating;

    /// <summary>The last beat's number; null while nobody waits for beats.</summary>
    public long? Number
    {
        get
        {
            lock (_gate)
                return _isBeating ? _beat.Number : null;
        }
    }

    /// <summary>Waits for the next beat.</summary>
    public Task NextAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _awaitedAt = time.GetUtcNow();
            if (!_isBeating)
            {
                _isBeating = true;
                _beat = new(_beat.Number + 1, _awaitedAt, Position: -1, _awaitedAt, Told: -1);
                _ = Task.Run(BeatAsync, CancellationToken.None);
            }

            return _next.Task.WaitAsync(cancellationToken);
        }
    }

    private async Task BeatAsync()
    {
        while (true)
        {
            await Task.Delay(Look, time);
            var position = await PositionAsync();
            lock (_gate)
            {
                var now = time.GetUtcNow();
                var beat = _beat.Next(position ?? _beat.Position, now);
                var isDue = beat.Number != _beat.Number;
                _beat = beat;
                _isBeating = now - _awaitedAt <= Patience;
                if (_isBeating && !isDue)
                    continue;

                // At the end too: who waits all the same, after a stall of the process, begins anew.
                _next.SetResult();
                _next = Promise();
                if (!_isBeating)
                    return;
            }
        }
    }

    private async Task<long?> PositionAsync()
    {
        try
        {
            return await journal.ReadLastPositionAsync();
        }
        catch (Exception failure)
        {
            // The pages find out by themselves and say it.
            LogNotRead(failure);
            return null;
        }
    }

    private static TaskCompletionSource Promise() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(1502, LogLevel.Debug, "The journal's end could not be read for the open pages; they read again all the same")]
    private partial void LogNotRead(Exception failure);
}
