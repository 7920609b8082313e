using System.Collections.Concurrent;
using System.Globalization;

namespace Router.Acceptance.Driver;

/// <summary>Issue alerts at a constant rate over some issues in turn, whatever becomes of those before.</summary>
public sealed class OpenLoop(SignedSender sender, double perSecond, int issues)
{
    private const long First = 8_000_000_000;
    private const long FirstOfWarmUp = 7_000_000_000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <summary>Every answer.</summary>
    public ConcurrentQueue<WebhookAnswer> Answers { get; } = new();

    /// <summary>How many webhooks each issue was sent, by its key.</summary>
    public Dictionary<string, long> Sent { get; } = [];

    /// <summary>Sends to as many issues of their own at once until all are taken: processes that have just started answer late.</summary>
    public Task WarmUpAsync(TimeSpan bound) => Eventually.FitsAsync(
        () => Task.WhenAll(Enumerable.Range(0, issues).Select(issue => sender.SendAsync("event_alert.triggered", Id(FirstOfWarmUp + issue)))),
        answers => answers.All(answer => answer.IsAccepted && answer.Reason != "queued"),
        "every webhook before the load to be taken",
        bound);

    /// <summary>Sends until it is stopped, and waits for the answers.</summary>
    public async Task RunAsync(string integration, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Tick, TimeProvider.System);
        var began = TimeProvider.System.GetTimestamp();
        var running = new List<Task>();
        while (!stop.IsCancellationRequested)
        {
            for (var due = TimeProvider.System.GetElapsedTime(began).TotalSeconds * perSecond; running.Count < due;)
                running.Add(SendAsync(integration, running.Count % issues));
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        await Task.WhenAll(running);
    }

    private async Task SendAsync(string integration, int issue)
    {
        var id = Id(First + issue);
        var key = $"{integration}|issue|{id}";
        Sent[key] = Sent.GetValueOrDefault(key) + 1;
        Answers.Enqueue(await sender.SendAsync("event_alert.triggered", id));
    }

    private static string Id(long issue) => issue.ToString(CultureInfo.InvariantCulture);
}
