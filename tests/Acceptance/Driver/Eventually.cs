namespace Router.Acceptance.Driver;

/// <summary>Asks another process until it answers as wished, within a bound.</summary>
public static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    /// <summary>Returns the first answer that fits.</summary>
    /// <exception cref="TimeoutException">None did within the bound; the message shows the last.</exception>
    public static async Task<T> FitsAsync<T>(Func<Task<T>> ask, Func<T, bool> fits, string what, TimeSpan bound)
    {
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        var deadline = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (fits(answer))
                return answer;
            if (TimeProvider.System.GetElapsedTime(deadline) > bound)
                throw new TimeoutException($"waited {bound.TotalSeconds:0.#} s for {what}; last: {answer}");
            await timer.WaitForNextTickAsync();
        }
    }
}
