using System.Security.Cryptography;

namespace Router.Storage.AzureTables;

/// <summary>How long a commit that failed waits before it is tried again.</summary>
internal static class CommitPatience
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>Waits as long as the service asks, else longer each time, with chance in it; gives up when the time is over.</summary>
    /// <exception cref="StoreUnavailableException">The time is over.</exception>
    public static async Task WaitAsync(long start, TimeSpan timeout, int attempt, Exception cause)
    {
        var wait = AzureFailure.RetryAfter(cause) ?? TimeSpan.FromMilliseconds(Math.Min(LongestWait.TotalMilliseconds, (20 << Math.Min(attempt, 10)) + RandomNumberGenerator.GetInt32(20)));
        if (TimeProvider.System.GetElapsedTime(start) + wait > timeout)
            throw new StoreUnavailableException($"The store could not commit: {AzureFailure.Text(cause)}", cause);
        await Task.Delay(wait, TimeProvider.System);
    }
}
