using FsCheck.Xunit;
using Router.Domain.Delivery;
using Router.Domain.Incidents;

namespace Router.Domain.Tests.Delivery;

public sealed class DeliveryPropertyTests
{
    [Property(MaxTest = 400)]
    public void Every_notification_ends_exactly_once(byte[] script, byte family)
    {
        var world = new DeliveryWorld((SinkFamily)(family % 3));
        world.Run(script);

        Assert.Empty(world.State.Queue);
        var ends = world.Journal.Where(e => e.Outcome != DeliveryOutcome.Retrying).Select(e => e.DeliveryId).Order(StringComparer.Ordinal);
        Assert.Equal(world.Sent.Select(n => n.DeliveryId(Sample.Sink)).Order(StringComparer.Ordinal), ends);
    }

    [Property(MaxTest = 400)]
    public void Receiver_sees_a_rising_subset_in_order(byte[] script, byte family)
    {
        var world = new DeliveryWorld((SinkFamily)(family % 3));
        world.Run(script);

        foreach (var incident in world.Arrived.GroupBy(n => n.IncidentId))
        {
            var sequences = incident.Select(n => n.Sequence).ToList();
            Assert.Equal(sequences.Order(), sequences); // the same one may come twice, never an older one after a newer
        }
    }

    [Property(MaxTest = 400)]
    public void Feed_misses_only_what_was_given_up(byte[] script)
    {
        var world = new DeliveryWorld(SinkFamily.Feed);
        world.Run(script);

        var given = world.Journal.Where(e => e.Outcome == DeliveryOutcome.DeadLettered).Select(e => e.DeliveryId).ToHashSet();
        var arrived = world.Arrived.Select(n => n.DeliveryId(Sample.Sink)).ToHashSet();
        Assert.All(world.Sent, n => Assert.True(arrived.Contains(n.DeliveryId(Sample.Sink)) || given.Contains(n.DeliveryId(Sample.Sink))));
        Assert.DoesNotContain(world.Journal, e => e.Outcome == DeliveryOutcome.Collapsed);
    }

    [Property(MaxTest = 1000)]
    public void Pager_keeps_no_alert_of_an_incident_that_ended(byte[] script)
    {
        var world = new DeliveryWorld(SinkFamily.Pager);
        world.Run(script);

        foreach (var incident in world.Sent.GroupBy(n => n.IncidentId))
        {
            var givenUp = world.Journal.Any(e => e.IncidentId == incident.Key && e.Outcome == DeliveryOutcome.DeadLettered
                && e.Type is NotificationType.Resolved or NotificationType.Escalated);
            if (incident.Last().Status == IncidentStatus.Resolved && !givenUp)
                Assert.DoesNotContain(world.OpenAtPager, key => key.StartsWith(incident.Key, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Escalation_that_the_pager_may_have_taken_ends_under_its_key()
    {
        var world = new DeliveryWorld(SinkFamily.Pager);

        world.Run([0, 0, 189, 81, 86, 108, 248, 70, 96, 234]);

        Assert.Contains(world.Arrived, n => n is { IncidentId: "i-1", Type: NotificationType.Escalated });
        Assert.Empty(world.OpenAtPager);
    }

    [Property(MaxTest = 400)]
    public void Texts_are_kept_exactly_as_long_as_needed(byte[] script, byte family)
    {
        var world = new DeliveryWorld((SinkFamily)(family % 3));
        world.Run(script);

        Assert.Equal(world.State.DeadLetters.Select(l => l.MessageKey).Order(StringComparer.Ordinal), world.State.Messages.Keys.Order(StringComparer.Ordinal));
    }
}
