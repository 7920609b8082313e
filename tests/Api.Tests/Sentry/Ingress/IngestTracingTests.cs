using System.Collections.Concurrent;
using System.Diagnostics;
using static Router.Api.Tests.Sentry.SentryBodies;

namespace Router.Api.Tests.Sentry.Ingress;

public sealed class IngestTracingTests : IDisposable
{
    private const string Integration = "traced";
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly SemaphoreSlim _ingests = new(0);
    private readonly ActivityListener _listener;

    public IngestTracingTests()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == "Router",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                _ended.Enqueue(activity);
                if (IsOurs(activity))
                    _ingests.Release();
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _ingests.Dispose();
    }

    [Fact]
    public async Task Webhook_has_a_span_with_its_steps_and_its_answer()
    {
        await using var edge = await Edge.StartAsync(Edge.Integration with { Id = Integration });
        await edge.PostAsync(EventAlert);
        var ingest = await IngestAsync();
        Assert.Equal(("event_alert", "accepted", "triggered"), (ingest.GetTagItem("resource"), ingest.GetTagItem("outcome"), ingest.GetTagItem("reason")));
        Assert.StartsWith("r", (string)ingest.GetTagItem("receipt")!, StringComparison.Ordinal);
        Assert.Equal(["verify", "decode", "route", "commit"], Steps(ingest));
    }

    [Theory]
    [InlineData("{", null, "malformed", 400, "verify decode")]
    [InlineData("{}", "00", "signature_wrong", 401, "verify")]
    public async Task Refused_call_has_its_reason_and_no_secret(string body, string? signature, string reason, int status, string steps)
    {
        await using var edge = await Edge.StartAsync(Edge.Integration with { Id = Integration });
        await edge.PostAsync(body, signature: signature);
        var ingest = await IngestAsync();
        Assert.Equal(("refused", reason, status), (ingest.GetTagItem("outcome"), ingest.GetTagItem("reason"), ingest.GetTagItem("http.response.status_code")));
        Assert.Equal(steps.Split(' '), Steps(ingest));
        Assert.All(ingest.TagObjects, tag => Assert.True(tag.Value is not string text || !(text.Contains(Edge.Secret, StringComparison.Ordinal) || text.Contains(Edge.Key, StringComparison.Ordinal))));
    }

    private static bool IsOurs(Activity activity) => activity.OperationName == "ingest" && (string?)activity.GetTagItem("integration") == Integration;

    private async Task<Activity> IngestAsync()
    {
        Assert.True(await _ingests.WaitAsync(TimeSpan.FromSeconds(30)));
        return _ended.Single(IsOurs);
    }

    private IEnumerable<string> Steps(Activity ingest) => _ended.Where(a => a.ParentSpanId == ingest.SpanId).Select(a => a.OperationName);
}
