using Router.Domain.Configuration;
using Router.Domain.Incidents;

namespace Router.Domain.Noise;

/// <summary>Announces once, and at once, that an incident has come to hold so many issues.</summary>
internal static class StormRule
{
    /// <summary>The highest threshold that is reached and was not announced; null is none.</summary>
    public static int? Reached(Incident incident, ChannelConfig channel)
    {
        for (var i = channel.Storm.Length - 1; i >= 0; i--)
        {
            if (channel.Storm[i] <= incident.Tally.Total)
                return channel.Storm[i] > incident.StormTold ? channel.Storm[i] : null;
        }

        return null;
    }
}
