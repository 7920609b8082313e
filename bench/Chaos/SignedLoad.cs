using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Router.Acceptance.Driver;
using Router.Api.Sentry.Samples;

namespace Router.Chaos;

/// <summary>Signed webhooks through the load balancer, and what was answered to each.</summary>
public sealed class SignedLoad(Uri front, ChaosOptions options) : IDisposable
{
    public const string Key = "chaos-push-key-0000000001";
    public const string ClientSecret = "chaos-client-secret-0123456789abcdef";
    private const long FirstIssue = 7_000_000_000;
    private const int Probers = 16;
    private static readonly TimeSpan ProbeBound = TimeSpan.FromSeconds(90);

    private readonly SignedSender _sender = new(new(front, $"webhooks/sentry/{Key}"), ClientSecret);
    private int _sent;
    private int _queued;
    private int _refused;

    /// <summary>Every webhook sent, by its Idempotency-Key.</summary>
    public ConcurrentDictionary<string, SentWebhook> Sent { get; } = new();

    public (int Sent, int Queued, int Refused) Totals => (_sent, _queued, _refused);

    /// <summary>How many webhooks were refused with which status, for people.</summary>
    public ConcurrentDictionary<string, int> Refusals { get; } = new();

    public void Dispose() => _sender.Dispose();

    /// <summary>Sends at the run's rate until it is stopped; an answer that is late holds up no other.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var chance = new Random(options.Seed);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1 / options.Rate));
        var running = new List<Task>();
        while (!stop.IsCancellationRequested)
        {
            running.RemoveAll(task => task.IsCompleted);
            if (running.Count < 200)
                running.Add(SendAsync(chance.Next(4) == 0 ? "issue.resolved" : "event_alert.triggered", chance.Next(options.Issues)));
            try
            {
                await timer.WaitForNextTickAsync(stop);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        await Task.WhenAll(running);
    }

    /// <summary>How long it takes from now until every issue has answered itself, not through the inbox; null when it takes too long.</summary>
    public async Task<TimeSpan?> AllAnswerAsync()
    {
        var began = Stopwatch.GetTimestamp();
        using var bound = new CancellationTokenSource(ProbeBound);
        var left = new ConcurrentQueue<int>(Enumerable.Range(0, options.Issues));
        await Task.WhenAll(Enumerable.Range(0, Probers).Select(async _ =>
        {
            while (!bound.IsCancellationRequested && left.TryDequeue(out var issue))
            {
                var answer = await SendAsync("event_alert.triggered", issue);
                if (answer.Status != 202 || answer.Reason == "queued")
                    left.Enqueue(issue);
            }
        }));
        return left.IsEmpty ? Stopwatch.GetElapsedTime(began) : null;
    }

    private async Task<WebhookAnswer> SendAsync(string name, int issue)
    {
        var sample = SentrySample.Create(name, SignedSender.Fresh((FirstIssue + issue).ToString(CultureInfo.InvariantCulture)));
        var key = sample.Headers.First(header => header.Key == "Idempotency-Key").Value;
        var answer = await _sender.SendAsync(sample);
        Sent[key] = new(name == "event_alert.triggered", answer);
        Interlocked.Increment(ref _sent);
        if (answer.Status != 202)
        {
            Interlocked.Increment(ref _refused);
            Refusals.AddOrUpdate(answer.Status.ToString(CultureInfo.InvariantCulture), 1, (_, n) => n + 1);
        }
        else if (answer.Reason == "queued")
        {
            Interlocked.Increment(ref _queued);
        }

        return answer;
    }
}
