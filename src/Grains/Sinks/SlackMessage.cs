using Router.Domain.Delivery;
using Router.Domain.Incidents;

namespace Router.Grains.Sinks;

/// <summary>The bodies of the calls of Slack's Web API, and the message that is remembered of an incident: <c>{channel id}|{ts}</c>.</summary>
/// <param name="Channel">The channel: an id where it was Slack's answer.</param>
/// <param name="Ts">The message's timestamp, which is its id in the channel.</param>
internal readonly record struct SlackMessage(string Channel, string Ts)
{
    public static SlackMessage? Read(string? handle) => handle?.Split('|') is [var channel, var ts] ? new(channel, ts) : null;

    public override string ToString() => $"{Channel}|{Ts}";

    /// <summary><c>chat.postMessage</c> of the incident's one message.</summary>
    public static ReadOnlyMemory<byte> Post(string channel, Notification notification, RouterLinks links, bool hasButtons) => SinkJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("channel", channel);
        json.WriteBoolean("unfurl_links", false);
        json.WriteBoolean("unfurl_media", false);
        SlackBody.WriteContent(json, Now(notification), links, hasButtons && HasButtons(notification));
        json.WriteEndObject();
    });

    /// <summary><c>chat.update</c> of the incident's one message.</summary>
    public ReadOnlyMemory<byte> Update(Notification notification, RouterLinks links, bool hasButtons)
    {
        var message = this;
        return SinkJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("channel", message.Channel);
            json.WriteString("ts", message.Ts);
            SlackBody.WriteContent(json, Now(notification), links, hasButtons && HasButtons(notification));
            json.WriteEndObject();
        });
    }

    /// <summary><c>chat.postMessage</c> in the message's thread. An edit calls nobody, so what must be seen goes to the channel too.</summary>
    public ReadOnlyMemory<byte> Reply(Notification notification)
    {
        var message = this;
        return SinkJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("channel", message.Channel);
            json.WriteString("thread_ts", message.Ts);
            json.WriteBoolean("reply_broadcast", notification.Type is NotificationType.Escalated or NotificationType.Reopened);
            json.WriteString("text", SlackBody.Line(notification));
            json.WriteEndObject();
        });
    }

    private static bool HasButtons(Notification notification) => notification.Status != IncidentStatus.Resolved && !notification.IsTest;

    /// <summary>The message says where the incident stands, not what happened last.</summary>
    private static Notification Now(Notification notification) => notification.Type == NotificationType.Test ? notification : notification with
    {
        Type = notification.Status switch
        {
            IncidentStatus.Resolved => NotificationType.Resolved,
            IncidentStatus.Acknowledged => NotificationType.Acknowledged,
            _ => NotificationType.Triggered,
        },
    };
}
