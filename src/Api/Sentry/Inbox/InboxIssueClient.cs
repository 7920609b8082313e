using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Router.Api.Sentry.Ingress;
using Router.Domain.Alerts;
using Router.Domain.Inbox;
using Router.Domain.Routing;
using Router.Domain.Storage;

namespace Router.Api.Sentry.Inbox;

/// <summary>
/// Brings an alert to its issue, or, when the cluster keeps it from there, into the durable inbox. What fails because a silo left or an
/// activation moved is tried again for as long as the issue has to answer; a store that can't commit and too many unanswered calls are
/// failures, as without it. A call that was given up may still succeed: then the issue sees the inbox's as a duplicate.
/// </summary>
internal sealed class InboxIssueClient(IIssueClient issues, IGrainStateStorage storage, IOptions<InboxOptions> options, InboxMetrics metrics, TimeProvider time) : IIssueClient
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    private readonly InboxOptions _options = options.Value;
    private int _unanswered;

    public async Task<IngestResult> IngestAsync(AlertEvent alert, RouteDecision route)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            Task<IngestResult>? call = null;
            try
            {
                call = issues.IngestAsync(alert, route);
                if (call.IsCompletedSuccessfully)
                    return await call;
                var left = _options.After - time.GetElapsedTime(started);
                return await call.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
            }
            catch (TimeoutException) when (call is { IsCompleted: false })
            {
                if (!Abandon(call))
                    throw;
                break;
            }
            catch (Exception e) when (IsOfCluster(e))
            {
                if (time.GetElapsedTime(started) + Pause >= _options.After)
                    break;
                await Task.Delay(Pause, time);
            }
        }

        var now = time.GetUtcNow();
        var commit = await storage.CommitAsync(InboxStore.Append(Guid.NewGuid().ToString("N"), alert, route, now));
        metrics.OnQueued(alert.Integration);
        return new(IngestReason.Queued, commit.FirstPosition);
    }

    /// <summary>The silo or the activation is at fault, not the store: another try, or another silo, may succeed.</summary>
    internal static bool IsOfCluster(Exception e) =>
        e is OrleansException or TimeoutException or StoreUnavailableException { InnerException: StoreConflictException };

    private bool Abandon(Task call)
    {
        if (Interlocked.Increment(ref _unanswered) > _options.MaxUnanswered)
        {
            Interlocked.Decrement(ref _unanswered);
            return false;
        }

        call.ContinueWith(
            (done, self) =>
            {
                _ = done.Exception;
                Interlocked.Decrement(ref ((InboxIssueClient)self!)._unanswered);
            },
            this,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return true;
    }
}
