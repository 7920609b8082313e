using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>Posts an Adaptive Card to a Teams Workflows webhook, whose URL is itself the secret.</summary>
internal sealed class TeamsSink(SinkHttp http) : ISink
{
    public string Type => "teams";

    public Task<SinkResult> SendAsync(SinkConfig sink, Notification notification, RouterLinks links, CancellationToken cancellationToken)
    {
        var url = ((TeamsSinkConfig)sink).Url;
        return http.PostAsync(sink, new(url, TeamsBody.Write(notification, links), [], SinkSecrets.Of(url)), cancellationToken);
    }
}
