using Router.Api.Sentry.Ingress;

namespace Router.Api.Tests.Sentry.Ingress;

public sealed class RejectedLogTests
{
    [Fact]
    public void Log_keeps_the_last_hundred_newest_first()
    {
        var log = new RejectedLog();
        Assert.Empty(log.Latest());

        for (var status = 1; status <= 250; status++)
            log.Add(new(DateTimeOffset.UnixEpoch, "web", status, RejectReason.Malformed, null, "", null));

        Assert.Equal(Enumerable.Range(151, 100).Reverse(), log.Latest().Select(call => call.Status));
    }
}
