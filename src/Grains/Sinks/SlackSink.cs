using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>Posts to a Slack incoming webhook, whose URL is itself the secret, or speaks as a bot.</summary>
internal sealed class SlackSink(SinkHttp http) : ISink
{
    private readonly SlackBot _bot = new(http);

    public string Type => "slack";

    public Task<SinkResult> SendAsync(SinkConfig sink, Notification notification, RouterLinks links, CancellationToken cancellationToken)
    {
        if (sink is SlackBotSinkConfig bot)
            return _bot.SendAsync(bot, notification, links, cancellationToken);
        var url = ((SlackSinkConfig)sink).Url;
        return http.PostAsync(sink, new(url, SlackBody.Write(notification, links), [], SinkSecrets.Of(url)), cancellationToken);
    }
}
