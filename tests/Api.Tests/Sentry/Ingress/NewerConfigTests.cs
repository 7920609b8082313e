using System.Net;
using Microsoft.Extensions.Time.Testing;
using Router.Domain.Configuration;
using Router.Domain.Storage;
using static Router.Api.Tests.Sentry.SentryBodies;

namespace Router.Api.Tests.Sentry.Ingress;

public sealed class NewerConfigTests
{
    private static readonly IntegrationConfig Before = Edge.Integration with { ClientSecrets = ["another secret"] };

    [Fact]
    public async Task Secret_set_at_another_host_is_known_to_the_webhook_that_follows()
    {
        await using var edge = await Edge.StartAsync(Before);
        edge.Config.SwapElsewhere(Edge.Integration);

        Assert.Equal(HttpStatusCode.Accepted, (await edge.PostAsync(EventAlert)).Status);
        Assert.Equal(2, Assert.Single(edge.Issues.Taken).Route.ConfigVersion);
        Assert.Empty(edge.Rejected.Latest());
    }

    [Fact]
    public async Task Integration_made_at_another_host_is_known_to_the_webhook_that_follows()
    {
        await using var edge = await Edge.StartAsync(Before);
        edge.Config.SwapElsewhere(Before, Edge.Integration with { Id = "new", Key = "key-of-new-0123456789" });

        Assert.Equal(HttpStatusCode.Accepted, (await edge.PostAsync(EventAlert, key: "key-of-new-0123456789")).Status);
        Assert.Equal("new", Assert.Single(edge.Issues.Taken).Alert.Integration);
    }

    [Fact]
    public async Task Integration_removed_at_another_host_is_404_once_a_wrong_signature_has_had_it_look()
    {
        await using var edge = await Edge.StartAsync(Before);
        edge.Config.SwapElsewhere();

        Assert.Equal(HttpStatusCode.NotFound, (await edge.PostAsync(EventAlert)).Status);
    }

    [Fact]
    public async Task Webhook_that_is_right_looks_for_nothing()
    {
        await using var edge = await Edge.StartAsync();

        Assert.Equal(HttpStatusCode.Accepted, (await edge.PostAsync(EventAlert)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await edge.PostAsync("[]")).Status);
        Assert.Equal(0, edge.Config.Looks);
    }

    [Fact]
    public async Task Many_that_are_refused_share_a_look()
    {
        var clock = new FakeTimeProvider();
        await using var edge = await Edge.StartAsync(Before, clock);

        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await edge.PostAsync(EventAlert)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await edge.PostAsync(EventAlert, key: "unknown-key-012345")).Status);
        Assert.Equal(1, edge.Config.Looks);

        clock.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal(HttpStatusCode.Unauthorized, (await edge.PostAsync(EventAlert)).Status);
        Assert.Equal(2, edge.Config.Looks);
    }

    [Fact]
    public async Task Those_that_come_during_a_look_wait_for_it()
    {
        await using var edge = await Edge.StartAsync(Before, new FakeTimeProvider());
        edge.Config.SwapElsewhere(Edge.Integration);
        var answered = new TaskCompletionSource();
        edge.Config.LookWaits = answered.Task;

        var both = Task.WhenAll(edge.PostAsync(EventAlert), edge.PostAsync(EventAlert));
        answered.SetResult();

        Assert.All(await both, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
    }

    [Fact]
    public async Task Store_that_does_not_say_leaves_the_refusal_as_it_was()
    {
        await using var edge = await Edge.StartAsync(Before);
        edge.Config.LookFails = new StoreUnavailableException("gone");

        Assert.Equal(HttpStatusCode.Unauthorized, (await edge.PostAsync(EventAlert)).Status);
    }

    [Fact]
    public async Task Store_that_hangs_delays_the_refusal_by_a_bound()
    {
        var clock = new FakeTimeProvider();
        await using var edge = await Edge.StartAsync(Before, clock);
        var looking = new TaskCompletionSource();
        edge.Config.OnLook = looking.SetResult;
        edge.Config.LookWaits = new TaskCompletionSource().Task;

        var refused = edge.PostAsync(EventAlert);
        await looking.Task.WaitAsync(TimeSpan.FromSeconds(30));
        clock.Advance(TimeSpan.FromMilliseconds(200));

        Assert.Equal(HttpStatusCode.Unauthorized, (await refused).Status);
    }
}
