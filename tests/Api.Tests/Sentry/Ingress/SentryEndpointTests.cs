using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Router.Api.Sentry;
using Router.Api.Sentry.Ingress;
using Router.Domain;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Storage;
using static Router.Api.Tests.Sentry.SentryBodies;

namespace Router.Api.Tests.Sentry.Ingress;

public sealed class SentryEndpointTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Webhook_is_answered_202_with_receipt_outcome_and_reason()
    {
        await using var edge = await Edge.StartAsync();

        var answer = await edge.PostAsync(EventAlert);

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal("application/json", answer.ContentType);
        Assert.Equal("""{"receipt":"r1","outcome":"accepted","reason":"triggered"}""", answer.Text);
        var (alert, route) = Assert.Single(edge.Issues.Taken);
        Assert.Equal("web|issue|9000000001", alert.Issue.Value);
        Assert.Equal((1, "web"), (route.ConfigVersion, Assert.Single(route.Destinations).Channel));
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Answer_of_the_issue_is_passed_on(IngestReason reason)
    {
        await using var edge = await Edge.StartAsync();
        edge.Issues.Answer = _ => Task.FromResult(new IngestResult(reason, 123_456_789));

        var answer = await edge.PostAsync(EventAlert);

        Assert.Equal((new ReceiptId(123_456_789).ToString(), SnakeCase.Of(reason.Outcome()), SnakeCase.Of(reason)), (answer["receipt"], answer["outcome"], answer["reason"]));
    }

    public static TheoryData<IngestReason> Reasons { get; } = [.. Enum.GetValues<IngestReason>()];

    [Theory]
    [InlineData("error", """{"action":"created"}""", "resource_not_handled")]
    [InlineData("event_alert", """{"action":"of_tomorrow"}""", "action_not_handled")]
    [InlineData("issue", """{"action":"created"}""", "lifecycle_off")]
    public async Task Ignored_webhook_has_receipt_r0_and_reaches_no_issue(string resource, string body, string reason)
    {
        await using var edge = await Edge.StartAsync();

        var answer = await edge.PostAsync(body, resource);

        Assert.Equal((HttpStatusCode.Accepted, "r0", "ignored", reason), (answer.Status, answer["receipt"], answer["outcome"], answer["reason"]));
        Assert.Empty(edge.Issues.Taken);
    }

    [Theory]
    [InlineData(SentrySignature.HookHeader)]
    [InlineData(SentrySignature.AppHeader)]
    public async Task Signature_is_taken_in_either_header(string header)
    {
        await using var edge = await Edge.StartAsync();

        Assert.Equal(HttpStatusCode.Accepted, (await edge.PostAsync(EventAlert, header: header)).Status);
        Assert.Equal(header == SentrySignature.HookHeader ? 1 : -1, (int)edge.Issues.Taken.Single().Alert.SignedBy!);
    }

    [Fact]
    public async Task Signature_by_any_of_the_secrets_is_taken()
    {
        await using var edge = await Edge.StartAsync(Edge.Integration with { ClientSecrets = ["old", Edge.Secret, "new"] });

        foreach (var secret in new[] { "old", "new" })
            Assert.Equal(HttpStatusCode.Accepted, (await edge.PostAsync(EventAlert, signature: SentrySignature.Sign(Bytes(EventAlert), secret))).Status);
        Assert.Equal([1, 3], edge.Issues.Taken.Select(taken => (int)taken.Alert.SignedBy!));
    }

    [Theory]
    [InlineData("", RejectReason.SignatureMissing)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", RejectReason.SignatureWrong)]
    [InlineData("not hex", RejectReason.SignatureWrong)]
    public async Task Signature_missing_or_wrong_is_401(string signature, RejectReason reason)
    {
        await using var edge = await Edge.StartAsync();

        AssertProblem(await edge.PostAsync(EventAlert, signature: signature), 401, reason, edge, SentrySignature.HookHeader);
    }

    [Fact]
    public async Task Signature_of_another_body_is_401()
    {
        await using var edge = await Edge.StartAsync();

        AssertProblem(await edge.PostAsync(EventAlert + " ", signature: SentrySignature.Sign(Bytes(EventAlert), Edge.Secret)), 401, RejectReason.SignatureWrong, edge, SentrySignature.HookHeader);
    }

    [Fact]
    public async Task Unsigned_integration_takes_the_legacy_plugins_calls()
    {
        await using var edge = await Edge.StartAsync(Edge.Integration with { Unsigned = true });

        Assert.Equal(HttpStatusCode.Accepted, (await edge.PostAsync(Legacy, resource: null, signature: "")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await edge.PostAsync(EventAlert, signature: new string('0', 64))).Status);
        Assert.Equal("legacy", Assert.Single(edge.Issues.Taken).Alert.Resource);
    }

    [Fact]
    public async Task Unknown_key_is_404_and_only_its_hint_is_kept()
    {
        await using var edge = await Edge.StartAsync();

        AssertProblem(await edge.PostAsync(EventAlert, key: "wrong-key-of-nobody-1"), 404, RejectReason.UnknownKey, edge);
        await edge.PostAsync(EventAlert, key: "short");

        Assert.Equal([null, "wro... (21 characters)"], edge.Rejected.Latest().Select(call => call.KeyHint));
        Assert.All(edge.Rejected.Latest(), call => Assert.Null(call.Integration));
    }

    [Fact]
    public async Task Disabled_integration_is_404()
    {
        await using var edge = await Edge.StartAsync(Edge.Integration with { Enabled = false });

        Assert.Equal(HttpStatusCode.NotFound, (await edge.PostAsync(EventAlert)).Status);
    }

    [Fact]
    public async Task Other_method_is_405()
    {
        await using var edge = await Edge.StartAsync();

        var answer = await edge.SendAsync(new HttpRequestMessage(HttpMethod.Put, $"/webhooks/sentry/{Edge.Key}"));

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "method_not_allowed"), (answer.Status, answer["reason"]));
        Assert.Empty(edge.Rejected.Latest());
    }

    [Theory]
    [InlineData("{", "body")]
    [InlineData("", "body")]
    [InlineData("""{"action":"triggered","data":{"event":{}}}""", "data.event.issue_id")]
    public async Task Body_that_is_not_decodable_is_400_and_names_the_field(string body, string field)
    {
        await using var edge = await Edge.StartAsync();

        AssertProblem(await edge.PostAsync(body), 400, RejectReason.Malformed, edge, field);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_over_the_limit_is_413_whether_its_length_is_told_or_not(bool chunked)
    {
        await using var edge = await Edge.StartAsync();
        var request = Edge.Request($"\"{new string('x', 2 * 1024 * 1024)}\"");
        request.Headers.TransferEncodingChunked = chunked;

        AssertProblem(await edge.SendAsync(request), 413, RejectReason.BodyTooLarge, edge, "body");
    }

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public async Task Body_limit_is_exact(int length, bool taken)
    {
        await using var edge = await Edge.StartAsync(("MaxBodyBytes", "1024"));
        foreach (var chunked in new[] { true, false })
        {
            var body = """{"action":"created"}""";
            var request = Edge.Request(body + new string(' ', length - body.Length), "error");
            request.Headers.TransferEncodingChunked = chunked;

            Assert.Equal(taken ? HttpStatusCode.Accepted : HttpStatusCode.RequestEntityTooLarge, (await edge.SendAsync(request)).Status);
        }
    }

    [Fact]
    public async Task Body_in_many_chunks_is_taken()
    {
        await using var edge = await Edge.StartAsync();
        var body = EventAlert.With("data.event.extra", $"\"{new string('x', 500_000)}\"");
        var request = Edge.Request(body);
        request.Headers.TransferEncodingChunked = true;

        Assert.Equal(HttpStatusCode.Accepted, (await edge.SendAsync(request)).Status);
        Assert.Equal("PaymentError: card declined", Assert.Single(edge.Issues.Taken).Alert.Title);
    }

    [Fact]
    public async Task Rate_over_the_limit_is_429_with_retry_after()
    {
        await using var edge = await Edge.StartAsync(Edge.Integration with { RateLimit = new(2, TimeSpan.FromHours(1)) });

        Assert.Equal(HttpStatusCode.Accepted, (await edge.PostAsync(EventAlert)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await edge.PostAsync(EventAlert)).Status);
        var answer = await edge.PostAsync(EventAlert);

        AssertProblem(answer, 429, RejectReason.RateLimited, edge);
        Assert.InRange(answer.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Rate_counts_no_unsigned_calls_and_survives_other_changes_of_the_config()
    {
        var limited = Edge.Integration with { RateLimit = new(1, TimeSpan.FromHours(1)) };
        await using var edge = await Edge.StartAsync(limited);

        Assert.Equal(HttpStatusCode.Unauthorized, (await edge.PostAsync(EventAlert, signature: "")).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await edge.PostAsync(EventAlert)).Status);
        edge.Config.Swap(limited with { Name = "Another" });
        Assert.Equal(HttpStatusCode.TooManyRequests, (await edge.PostAsync(EventAlert)).Status);
        edge.Config.Swap(limited with { RateLimit = new(1, TimeSpan.FromHours(2)) });
        Assert.Equal(HttpStatusCode.Accepted, (await edge.PostAsync(EventAlert)).Status);
        edge.Config.Swap(limited with { RateLimit = null });
        Assert.Equal(HttpStatusCode.Accepted, (await edge.PostAsync(EventAlert)).Status);
    }

    [Fact]
    public async Task Checks_are_made_in_the_order_of_the_contract()
    {
        await using var edge = await Edge.StartAsync(Edge.Integration with { RateLimit = new(1, TimeSpan.FromHours(1)) }, null, ("MaxBodyBytes", "1024"));
        var large = new string('x', 2000);

        Assert.Equal(HttpStatusCode.NotFound, (await edge.PostAsync(large, signature: "", key: "unknown-key-012345")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await edge.PostAsync(large, signature: "")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await edge.PostAsync("{", signature: "")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await edge.PostAsync("{")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await edge.PostAsync("{", signature: "")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await edge.PostAsync("{")).Status);
        Assert.Equal(
            [429, 401, 400, 401, 413, 404],
            edge.Rejected.Latest().Select(call => call.Status));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Issue_that_fails_is_503_with_retry_after(Func<Task<IngestResult>> fail)
    {
        await using var edge = await Edge.StartAsync();
        edge.Issues.Answer = _ => fail();

        var answer = await edge.PostAsync(EventAlert);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "store_unavailable", TimeSpan.FromSeconds(1)), (answer.Status, answer["reason"], answer.RetryAfter));
        Assert.DoesNotContain("disk", answer.Text, StringComparison.Ordinal);
        Assert.Empty(edge.Rejected.Latest());
    }

    public static TheoryData<Func<Task<IngestResult>>> Failures { get; } =
    [
        () => Task.FromException<IngestResult>(new StoreUnavailableException("the disk is full")),
        () => Task.FromException<IngestResult>(new InvalidOperationException("the disk")),
        () => throw new InvalidOperationException("the disk"),
    ];

    [Fact]
    public async Task Commit_that_takes_too_long_is_503_and_holds_its_place_until_it_ends()
    {
        var clock = new FakeTimeProvider();
        await using var edge = await Edge.StartAsync(Edge.Integration, clock, ("MaxInFlight", "1"), ("AnswerWithin", "00:00:00.500"));
        var slow = new TaskCompletionSource<IngestResult>();
        edge.Issues.Answer = _ => slow.Task;

        var first = edge.PostAsync(EventAlert);
        Assert.True(await edge.Issues.Arrived.WaitAsync(Bound));
        await AdvanceUntilAsync(clock, TimeSpan.FromMilliseconds(500), first);
        var refused = await edge.PostAsync(EventAlert);
        slow.SetResult(new IngestResult(IngestReason.Triggered, 1));
        var second = await edge.PostAsync(EventAlert);

        Assert.Equal("timeout", (await first)["reason"]);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "overloaded", TimeSpan.FromSeconds(1)), (refused.Status, refused["reason"], refused.RetryAfter));
        Assert.Equal(HttpStatusCode.Accepted, second.Status);
    }

    [Fact]
    public async Task Config_that_is_swapped_decides_the_next_webhook()
    {
        await using var edge = await Edge.StartAsync();
        await edge.PostAsync(EventAlert);

        edge.Config.Swap(Edge.Integration with { Key = "another-key-0123456789" });

        Assert.Equal(HttpStatusCode.NotFound, (await edge.PostAsync(EventAlert)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await edge.PostAsync(EventAlert, key: "another-key-0123456789")).Status);
        Assert.Equal([1L, 2L], edge.Issues.Taken.Select(taken => taken.Route.ConfigVersion));
    }

    [Theory]
    [InlineData("MaxBodyBytes", "100")]
    [InlineData("MaxInFlight", "0")]
    [InlineData("AnswerWithin", "00:01:00")]
    public async Task Option_out_of_range_stops_the_start_and_is_named(string key, string value)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => Edge.StartAsync((key, value)));

        Assert.Contains($"Router:Ingress:{key}", error.Message, StringComparison.Ordinal);
    }

    private static void AssertProblem(Edge.Answer answer, int status, RejectReason reason, Edge edge, string? field = null)
    {
        Assert.Equal(((HttpStatusCode)status, "application/problem+json"), (answer.Status, answer.ContentType));
        Assert.Equal((status.ToString(null, null), SnakeCase.Of(reason), field), (answer["status"], answer["reason"], answer["field"]));
        Assert.All(new[] { "type", "title", "detail" }, name => Assert.NotNull(answer[name]));
        var call = edge.Rejected.Latest()[0];
        Assert.Equal((status, reason, field), (call.Status, call.Reason, call.Field));
        Assert.Empty(edge.Issues.Taken.Skip(2));
    }

    /// <summary>The timer may start after the call arrived, so time passes until the answer is there.</summary>
    private static async Task AdvanceUntilAsync(FakeTimeProvider clock, TimeSpan step, Task answer)
    {
        using var bound = new CancellationTokenSource(Bound);
        while (!answer.IsCompleted)
        {
            bound.Token.ThrowIfCancellationRequested();
            clock.Advance(step);
            await Task.Yield();
        }
    }
}
