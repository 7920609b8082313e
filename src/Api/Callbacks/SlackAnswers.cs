using System.Globalization;
using Router.Domain;
using Router.Domain.Actions;
using Router.Domain.Configuration;

namespace Router.Api.Callbacks;

/// <summary>What the person who pressed a button is told: what became of it. What others see is the message, which is edited.</summary>
internal static class SlackAnswers
{
    private const string SlackHost = "hooks.slack.com";

    /// <summary>The text; null where the message itself says it.</summary>
    public static string? Text(PersonAction action, ActionReason reason) => reason switch
    {
        ActionReason.Snoozed => string.Create(CultureInfo.InvariantCulture, $"Snoozed until {action.Until!.Value.UtcDateTime:yyyy-MM-dd HH:mm} UTC, unless it gets worse or ends."),
        ActionReason.Acknowledged or ActionReason.Resolved or ActionReason.Reopened => null,
        ActionReason.AlreadyInState => "Nothing to do: it is so already.",
        ActionReason.NotOpen => "Nothing done: the incident has ended.",
        ActionReason.Superseded => "Nothing done: a newer incident has taken this one's place.",
        ActionReason.Unknown => "Nothing done: the router does not know this incident any more.",
        _ => $"Nothing done: {SnakeCase.Of(reason).Replace('_', ' ')}.",
    };

    /// <summary>Where an answer may go: to Slack, or to where the sink's own calls go.</summary>
    public static Uri? Url(string? responseUrl, SlackBotSinkConfig sink) =>
        Uri.TryCreate(responseUrl, UriKind.Absolute, out var url)
        && ((url.Scheme == Uri.UriSchemeHttps && url.Host == SlackHost && url.IsDefaultPort) || (url.Scheme == sink.Url.Scheme && url.Authority == sink.Url.Authority)) ? url : null;
}
