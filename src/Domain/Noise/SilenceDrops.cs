using Router.Domain.Alerts;
using Router.Domain.Routing;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Noise;

/// <summary>Silences of mode drop: they are judged when a trigger arrives, and written into its route.</summary>
public static class SilenceDrops
{
    /// <summary>The route with the destinations marked that the trigger does not reach.</summary>
    public static RouteDecision Apply(RouteDecision route, AlertEvent alert, SilenceSet silences, DateTimeOffset now)
    {
        if (silences.IsWithoutDrops || alert.Kind is not (AlertKind.Trigger or AlertKind.Level))
            return route;
        var destinations = route.Destinations;
        for (var i = 0; i < destinations.Length; i++)
        {
            var destination = destinations[i];
            if (silences.Dropping(new(alert with { Severity = destination.Severity }, destination.Labels), now) is { } silence)
                destinations = destinations.SetItem(i, destination with { DroppedBy = silence.Id });
        }

        return destinations == route.Destinations ? route : route with { Destinations = destinations };
    }
}
