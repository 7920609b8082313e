using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using Router.Api.Sentry.Inbox;
using Router.Api.Tests.Sentry.Ingress;
using Router.Domain.Alerts;
using Router.Domain.Inbox;
using Router.Domain.Routing;
using Router.Domain.Storage;

namespace Router.Api.Tests.Sentry.Inbox;

public sealed class InboxIssueClientTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private static readonly RouteDecision Route = new() { ConfigVersion = 1, Destinations = [] };

    private readonly FakeTimeProvider _time = new(new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly FakeIssueClient _issues = new();
    private readonly RecordingStorage _storage = new();
    private readonly InboxOptions _options = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<InboxMetrics>().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task Issue_that_answers_is_the_answer()
    {
        var result = await Client().IngestAsync(Alert(), Route);

        Assert.Equal(new(IngestReason.Triggered, 1), result);
        Assert.Empty(_storage.Writes);
    }

    [Fact]
    public async Task Issue_that_does_not_answer_in_time_leaves_the_webhook_to_the_inbox()
    {
        _issues.Answer = _ => new TaskCompletionSource<IngestResult>().Task;
        var answer = Client().IngestAsync(Alert(), Route);
        Assert.False(answer.IsCompleted);

        _time.Advance(_options.After);

        Assert.Equal(new(IngestReason.Queued, RecordingStorage.Position), await answer.WaitAsync(Bound));
        Assert.Equal(InboxStore.GrainType, Assert.Single(_storage.Writes).Key.Type);
    }

    [Fact]
    public async Task Failure_of_the_cluster_is_tried_again()
    {
        var failures = new Queue<Exception>([new SiloUnavailableException("gone"), new StoreUnavailableException("moved", new StoreConflictException("version"))]);
        _issues.Answer = _ => failures.TryDequeue(out var failure) ? Task.FromException<IngestResult>(failure) : Task.FromResult(new IngestResult(IngestReason.Repeated, 7));
        var answer = Client().IngestAsync(Alert(), Route);

        while (!answer.IsCompleted)
            _time.Advance(TimeSpan.FromMilliseconds(40));

        Assert.Equal(new(IngestReason.Repeated, 7), await answer);
        Assert.Empty(_storage.Writes);
    }

    [Fact]
    public async Task Cluster_that_goes_on_failing_leaves_the_webhook_to_the_inbox()
    {
        _issues.Answer = _ => Task.FromException<IngestResult>(new SiloUnavailableException("gone"));
        var answer = Client().IngestAsync(Alert(), Route);

        while (!answer.IsCompleted)
            _time.Advance(TimeSpan.FromMilliseconds(40));

        Assert.Equal(IngestReason.Queued, (await answer).Reason);
    }

    [Fact]
    public async Task Store_that_can_not_commit_is_no_failure_of_the_cluster()
    {
        _issues.Answer = _ => Task.FromException<IngestResult>(new StoreUnavailableException("disk full"));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Client().IngestAsync(Alert(), Route));
        Assert.Empty(_storage.Writes);
        Assert.Single(_issues.Taken);
    }

    [Fact]
    public async Task Overload_is_not_hidden_in_the_inbox()
    {
        var first = new TaskCompletionSource<IngestResult>();
        _options.MaxUnanswered = 1;
        _issues.Answer = _ => first.Task;
        var client = Client();
        var (one, two) = (client.IngestAsync(Alert(), Route), client.IngestAsync(Alert(), Route));

        _time.Advance(_options.After);

        Assert.Equal(IngestReason.Queued, (await one.WaitAsync(Bound)).Reason);
        await Assert.ThrowsAsync<TimeoutException>(() => two.WaitAsync(Bound));
        first.SetException(new TimeoutException("no response"));
        _issues.Answer = _ => new TaskCompletionSource<IngestResult>().Task;
        var three = client.IngestAsync(Alert(), Route);
        _time.Advance(_options.After);
        Assert.Equal(IngestReason.Queued, (await three.WaitAsync(Bound)).Reason);
    }

    private InboxIssueClient Client() => new(_issues, _storage, Options.Create(_options), _services.GetRequiredService<InboxMetrics>(), _time);

    private AlertEvent Alert() => new()
    {
        Integration = "web",
        Issue = IssueKey.Issue("web", "1"),
        Kind = AlertKind.Trigger,
        Resource = "event_alert",
        Action = "triggered",
        Severity = Severity.Warning,
        OrderTime = _time.GetUtcNow(),
        ReceivedAt = _time.GetUtcNow(),
    };

    private sealed class RecordingStorage : IGrainStateStorage
    {
        public const long Position = 42;

        public List<GrainWrite> Writes { get; } = [];

        public ValueTask<GrainRow?> ReadAsync(GrainKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<CommitResult> CommitAsync(GrainWrite write)
        {
            lock (Writes)
                Writes.Add(write);
            return Task.FromResult(new CommitResult(1, Position));
        }
    }
}
