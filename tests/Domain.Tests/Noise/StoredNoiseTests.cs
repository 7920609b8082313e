using System.Text;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Noise;

namespace Router.Domain.Tests.Noise;

public class StoredNoiseTests
{
    [Fact]
    public void What_a_version_without_these_rules_wrote_is_read_as_nothing_held_by_them()
    {
        var state = IncidentStore.Read(Encoding.UTF8.GetBytes("""
            {"schema":1,"channel":"ops","group":[],"incidents":[{"number":1,"status":0,"severity":2,"title":"A","startedAt":"2026-01-01T00:00:00+00:00",
            "tally":{"triggered":[0,0,1,0],"acknowledged":[0,0,0,0],"total":1},"sequence":0,"isToReopen":false,
            "held":{"by":["quiet"],"lookAt":"2026-01-01T00:05:00+00:00","severity":0},"concerned":[],"told":[],"isTest":false}],
            "outbox":[],"records":[],"acts":[],"lastAct":0,"actions":[],"lastChangeAt":"2026-01-01T00:00:00+00:00"}
            """));

        Assert.True(state.Claims.IsTold());
        Assert.Empty(state.Claims.Counts);
        var incident = Assert.Single(state.Incidents);
        Assert.Equal(SuppressReason.Silenced, incident.Held!.Reason);
        Assert.Empty(incident.Flaps);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 5, 0, TimeSpan.Zero), IncidentPolicy.DueAt(state));
    }

    [Fact]
    public void A_channel_is_read_as_it_was_written()
    {
        var state = ChannelPolicy.Claim(new(), "source", new("source-1", 1, ["k1", "k2"]), Alert.T0).State;
        state = ChannelPolicy.Ask(state, new() { Incident = "target", Targets = ["k1", "k3"] }, null, Alert.T0).State;
        var parts = ChannelStore.Parts(new(), state, ["source", "target"]);
        var read = ChannelStore.Read(new(1, ChannelStore.Snapshot(state).State, 0, parts.ToDictionary(p => p.Key, p => p.Data!.Value)));

        Assert.Equal(["k1"], read.Waiters["target"].Keys.AsEnumerable());
        Assert.Null(ChannelPolicy.DueAt(read));
        var lifted = ChannelPolicy.Claim(read, "source", new("source-1", 2, ["k2"]), Alert.T0.AddSeconds(5)).State;
        Assert.Equal(Alert.T0.AddSeconds(5), ChannelPolicy.DueAt(lifted));
        Assert.Equal("target", Assert.Single(lifted.NextDue()).Key);
    }

    [Fact]
    public void An_older_claim_is_skipped()
    {
        var state = ChannelPolicy.Claim(new(), "source", new("source-1", 2, ["k1"]), Alert.T0).State;
        Assert.Same(state, ChannelPolicy.Claim(state, "source", new("source-1", 1, ["k2"]), Alert.T0).State);
    }

    [Fact]
    public void Nobody_inhibits_itself()
    {
        var state = ChannelPolicy.Claim(new(), "a", new("a-1", 1, ["k"]), Alert.T0).State;
        Assert.Empty(ChannelPolicy.Ask(state, new() { Incident = "a", Targets = ["k"] }, null, Alert.T0).Answer!.Open);
        Assert.Equal("a-1", ChannelPolicy.Ask(state, new() { Incident = "b", Targets = ["k"] }, null, Alert.T0).Answer!.Open["k"]);
    }
}
