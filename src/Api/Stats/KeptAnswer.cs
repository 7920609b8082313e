namespace Router.Api.Stats;

/// <summary>An answer that is kept for a while: however many ask, its source is asked once. A failure is not kept. Thread-safe.</summary>
/// <param name="keptFor">For how long, from when it came.</param>
/// <param name="time">The clock.</param>
internal sealed class KeptAnswer<T>(TimeSpan keptFor, TimeProvider time)
{
    private readonly Lock _gate = new();
    private Task<T>? _asked;
    private DateTimeOffset _at;

    /// <summary>The answer that is kept, that is under way, or a new one.</summary>
    public Task<T> ReadAsync(Func<Task<T>> ask)
    {
        lock (_gate)
        {
            var isFresh = _asked is { IsCompleted: false } || (_asked is { IsCompletedSuccessfully: true } && time.GetUtcNow() - _at < keptFor);
            return isFresh ? _asked! : _asked = AskAsync(ask);
        }
    }

    private async Task<T> AskAsync(Func<Task<T>> ask)
    {
        await Task.Yield();
        var answer = await ask();
        _at = time.GetUtcNow();
        return answer;
    }
}
