using System.Text.RegularExpressions;

namespace Router.Domain.Configuration.Reading;

/// <summary>Reads what a Slack sink has beside what all have: an incoming webhook, or a bot token and a channel.</summary>
internal static partial class SlackReader
{
    private static readonly Uri ApiUrl = new("https://slack.com/api/");

    public static SinkConfig Read(MapReader map, SinkHead head)
    {
        var webhook = map.Find("webhookUrl");
        if (map.Find("botToken") is not { } token)
        {
            if (webhook is null)
                map.Node.Error("webhookUrl is missing; or botToken and channel, to edit one message for each incident");
            foreach (var key in (string[])["channel", "signingSecret"])
                map.Find(key)?.Error($"{key} needs a botToken; an incoming webhook has its own channel and no buttons");
            return new SlackSinkConfig { Id = head.Id, Events = head.Events, Tests = head.Tests, Url = WebhookUrl(map) };
        }

        webhook?.Error("either a webhookUrl or a botToken is possible, not both");
        if (map.Find("signingSecret") is null)
            token.Warn("without signingSecret the messages have no buttons");
        return new SlackBotSinkConfig
        {
            Id = head.Id,
            Events = head.Events,
            Tests = head.Tests,
            BotToken = BotToken(token) ?? "",
            Channel = map.Required("channel", Channel) ?? "",
            SigningSecret = map.Optional("signingSecret", Scalars.Secret),
            Url = WithSlash(map.Optional("url", Scalars.Url) ?? ApiUrl),
        };
    }

    private static Uri WebhookUrl(MapReader map)
    {
        var webhook = map.Find("webhookUrl") is null ? ApiUrl : SinkTypes.RequiredUrl(map, "webhookUrl", Scalars.SecretUrl);
        return map.Optional("url", Scalars.Url) ?? webhook;
    }

    private static string? BotToken(Node node)
    {
        var token = Scalars.Secret(node);
        if (token is not null && !node.IsUnread && !token.StartsWith("xoxb-", StringComparison.Ordinal))
            node.Warn("Slack's bot tokens begin with xoxb-, this one doesn't");
        return token is null || !token.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c > '~') ? token : Fail(node, "a bot token such as xoxb-... is expected");
    }

    private static string? Channel(Node node)
    {
        if (node.IsUnread)
            return StandIn.Secret(node);
        if (node.Text() is not { } text)
            return null;
        return ChannelPattern().IsMatch(text) ? text : Fail(node, $"{node.Show(text)} is no channel: its id such as C0123456789, or its name such as #ops");
    }

    private static string? Fail(Node node, string message)
    {
        node.Error(message);
        return null;
    }

    private static Uri WithSlash(Uri url) => url.AbsoluteUri.EndsWith('/') ? url : new(url.AbsoluteUri + "/");

    [GeneratedRegex(@"^#?[\p{L}\p{N}_.-]{1,80}\z")]
    private static partial Regex ChannelPattern();
}
