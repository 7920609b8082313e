namespace Router.Api.Dashboard.Live;

/// <summary>One read for all open pages of this process that ask for the same: the first after a beat reads, the others are given what it read.</summary>
internal sealed class SharedReads(JournalPulse pulse)
{
    private readonly Lock _gate = new();
    private Dictionary<object, Task> _reads = [];
    private Dictionary<object, Task> _before = [];
    private long _beat;

    /// <summary>Reads, or gives what was read since the last beat. Without beats, nobody has looked yet, and each reads for itself.</summary>
    /// <param name="key">What is asked for, by value.</param>
    /// <param name="read">Reads it, and is not ended when one asker goes.</param>
    /// <param name="keep">Of the value before and the one now: what to give. Giving what was there before tells pages that nothing changed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<T> ReadAsync<T>(object key, Func<Task<T>> read, Func<T, T, T>? keep, CancellationToken cancellationToken)
    {
        if (pulse.Number is not { } beat)
            return read().WaitAsync(cancellationToken);
        Task<T> asked;
        lock (_gate)
        {
            if (beat > _beat)
                (_before, _reads, _beat) = (_reads, [], beat);
            if (_reads.GetValueOrDefault(key) is not Task<T> reading)
            {
                var before = _before.GetValueOrDefault(key) as Task<T>;
                _reads[key] = reading = Task.Run(() => RunAsync(read, keep, before), CancellationToken.None);
            }

            asked = reading;
        }

        return asked.WaitAsync(cancellationToken);
    }

    private static async Task<T> RunAsync<T>(Func<Task<T>> read, Func<T, T, T>? keep, Task<T>? before)
    {
        var now = await read();
        return keep is not null && before is { IsCompletedSuccessfully: true } ? keep(await before, now) : now;
    }
}
