using Router.Domain.Delivery;

namespace Router.Domain.Configuration;

/// <summary>Slack by bot token: one message for each incident, edited as it changes.</summary>
public sealed record SlackBotSinkConfig : SinkConfig
{
    /// <summary>The bot token, <c>xoxb-...</c>, with the scope <c>chat:write</c>.</summary>
    public required string BotToken { get; init; }

    /// <summary>The channel: its id (<c>C0123456789</c>), or its name.</summary>
    public required string Channel { get; init; }

    /// <summary>The app's signing secret, by which its buttons' calls are verified; null shows no buttons and takes no calls.</summary>
    public string? SigningSecret { get; init; }

    /// <summary>Where Slack's API is, a slash at its end. Default <c>https://slack.com/api/</c>.</summary>
    public required Uri Url { get; init; }

    /// <inheritdoc/>
    public override string Type => "slack";

    /// <inheritdoc/>
    public override SinkFamily Family => SinkFamily.Chat;

    /// <inheritdoc/>
    internal override Uri? Target => Url;
}
