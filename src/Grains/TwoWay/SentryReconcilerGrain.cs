using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Issues;
using Router.Domain.Storage;
using Router.Domain.TwoWay;
using Router.Grains.Interfaces;

namespace Router.Grains.TwoWay;

/// <summary>
/// Walks the open issues of an integration, page by page, and asks Sentry about one at a time. Its place in the walk is in memory only:
/// another activation begins anew, which is harmless.
/// </summary>
[GrainType("sentry-reconciler")]
internal sealed partial class SentryReconcilerGrain(
    IGrainStateStorage storage, IIndexQuery index, ICurrentConfig config, SentryApi api, SentryMetrics metrics, TimeProvider time, ILogger<SentryReconcilerGrain> logger)
    : Grain, ISentryReconcilerGrain
{
    /// <summary>Between two questions.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>Between two questions about the same issue, at least.</summary>
    public static readonly TimeSpan PassEvery = TimeSpan.FromMinutes(1);

    private const int PageSize = 200;
    private const int NotFound = 404;
    private static readonly ImmutableArray<IssueStatus> Open = [IssueStatus.Triggered, IssueStatus.Acknowledged];
    private readonly Queue<IssueKey> _issues = new();
    private readonly Queue<IndexFilter> _pages = new();
    private readonly Dictionary<IssueKey, (int Count, DateTimeOffset Since)> _misses = [];
    private IssueKey? _missing;
    private DateTimeOffset _nextStep;
    private DateTimeOffset _nextPass;
    private bool _isFailing;

    public async Task StepAsync()
    {
        var now = time.GetUtcNow();
        if (now < _nextStep || config.Table.Integration(this.GetPrimaryKeyString()) is not { Enabled: true, Sentry: { } sentry } integration || !await HasNextAsync(now))
            return;
        var place = await GrainFactory.GetGrain<ISentryPaceGrain>(SentryPaceGrain.KeyOf(sentry)).TakeAsync();
        _nextStep = place.IsKept ? now + Pace : place.At;
        if (!place.IsKept || place.At > now + Pace)
            return;
        if (_missing is { } missing)
            await ConfirmAsync(missing, sentry);
        else
            await AskAsync(_issues.Dequeue(), integration, sentry);
    }

    private async Task<bool> HasNextAsync(DateTimeOffset now)
    {
        if (_issues.Count == 0 && _pages.Count == 0 && now >= _nextPass)
        {
            _nextPass = now + PassEvery;
            foreach (var status in Open)
                _pages.Enqueue(new() { Type = IssueStore.GrainType, Status = status.ToString(), Limit = PageSize, Text = $"{this.GetPrimaryKeyString()}|issue|" });
        }

        while (_issues.Count == 0 && _pages.TryDequeue(out var filter))
        {
            var page = await index.ListAsync(filter);
            if (page.Next is { } next)
                _pages.Enqueue(filter with { After = next });
            foreach (var item in page.Items)
            {
                if (new IssueKey(item.Key.Id) is { SentryIssue: not null } issue && issue.Integration == this.GetPrimaryKeyString())
                    _issues.Enqueue(issue);
            }
        }

        return _issues.Count > 0 || _missing is not null;
    }

    private async Task AskAsync(IssueKey issue, IntegrationConfig integration, SentryConfig sentry)
    {
        var askedAt = time.GetUtcNow();
        var answer = await api.GetAsync(sentry, issue.SentryIssue!, CancellationToken.None);
        if (answer.PauseUntil is { } until)
            await GrainFactory.GetGrain<ISentryPaceGrain>(SentryPaceGrain.KeyOf(sentry)).PauseAsync(until);
        if (answer.Issue is not { } found)
        {
            Failed(issue, answer.Result);
            if (answer.Result.StatusCode == NotFound)
                Missed(issue, askedAt);
            return;
        }

        _isFailing = false;
        _misses.Remove(issue);
        var waiting = SentryChangeStore.Read(await storage.ReadAsync(new(SentryChangeStore.GrainType, issue.Value)));
        var state = IssueStore.Read((await storage.ReadAsync(new(IssueStore.GrainType, issue.Value)))?.State);
        var lost = waiting.Change is null ? Reconciliation.Lost(state, found, integration, askedAt) : null;
        metrics.OnReconciled(integration.Id, lost is null ? "same" : "lost");
        if (lost is null)
            return;
        LogLost(issue.Value, found.Status);
        await GrainFactory.GetGrain<IIssueGrain>(issue.Value).IngestAsync(lost, config.Table.Route(lost));
    }

    private void Missed(IssueKey issue, DateTimeOffset askedAt)
    {
        var before = _misses.GetValueOrDefault(issue, (Count: 0, Since: askedAt));
        _misses[issue] = (before.Count + 1, before.Since);
        if (Reconciliation.IsMissing(before.Count + 1, before.Since, askedAt))
            _missing = issue;
    }

    /// <summary>A 404 may be the token's or the organisation's fault. When that is there, and the token may see its issues, the issue is not.</summary>
    private async Task ConfirmAsync(IssueKey issue, SentryConfig sentry)
    {
        _missing = null;
        _misses.Remove(issue);
        var askedAt = time.GetUtcNow();
        var answer = await api.ListAsync(sentry, CancellationToken.None);
        if (answer.PauseUntil is { } until)
            await GrainFactory.GetGrain<ISentryPaceGrain>(SentryPaceGrain.KeyOf(sentry)).PauseAsync(until);
        if (answer.Result.Verdict != SinkVerdict.Delivered)
        {
            Failed(issue, answer.Result);
            return;
        }

        var state = IssueStore.Read((await storage.ReadAsync(new(IssueStore.GrainType, issue.Value)))?.State);
        if (Reconciliation.Deleted(state, askedAt) is not { } deleted)
            return;
        metrics.OnReconciled(this.GetPrimaryKeyString(), "deleted");
        LogDeleted(issue.Value);
        await GrainFactory.GetGrain<IIssueGrain>(issue.Value).IngestAsync(deleted, config.Table.Route(deleted));
    }

    /// <summary>An issue that Sentry doesn't know, or doesn't show, stays as it is until that is certain.</summary>
    private void Failed(IssueKey issue, SinkResult result)
    {
        metrics.OnReconciled(this.GetPrimaryKeyString(), "failed");
        if (!_isFailing)
            LogFailed(this.GetPrimaryKeyString(), issue.Value, result.StatusCode, result.Detail);
        _isFailing = true;
    }

    [LoggerMessage(1510, LogLevel.Information, "Issue {Issue} is {Status} in Sentry, and no webhook said so: it is made up for")]
    private partial void LogLost(string issue, string status);

    [LoggerMessage(1513, LogLevel.Information, "Issue {Issue} is not in Sentry any more: it is ended")]
    private partial void LogDeleted(string issue);

    [LoggerMessage(1511, LogLevel.Warning, "Integration {Integration} can't ask Sentry about issue {Issue}: {Status} {Detail}")]
    private partial void LogFailed(string integration, string issue, int? status, string? detail);
}
