using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Grains.Tests.Sinks;

internal static class SampleSinks
{
    public const string RoutingKey = "0123456789abcdef0123456789abcdef";
    public const string IntegrationKey = "flashdutykey0123";
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public const string BotToken = Servers.SlackServer.BotToken;
    public const string SigningSecret = "8f742231b10e8888abcd99yyyzzz85a5";

    public static ImmutableHashSet<NotificationType> AllEvents { get; } = [.. Enum.GetValues<NotificationType>()];

    public static ConsoleSinkConfig Console { get; } = new() { Id = "out", Events = AllEvents, Tests = true };

    public static WebhookSinkConfig Webhook(Uri url, bool allowPrivate = true) =>
        new() { Id = "ops", Url = url, Secret = Secret, Events = AllEvents, Tests = true, AllowPrivate = allowPrivate };

    public static FlashdutySinkConfig Flashduty(Uri url) =>
        new() { Id = "fd", Url = url, IntegrationKey = IntegrationKey, Events = AllEvents, Tests = true, AllowPrivate = true };

    public static PagerDutySinkConfig PagerDuty(Uri url) =>
        new() { Id = "pd", Url = url, RoutingKey = RoutingKey, Events = AllEvents, Tests = true, AllowPrivate = true };

    public static SlackSinkConfig Slack(Uri url) =>
        new() { Id = "chat", Url = url, Events = AllEvents, Tests = true, AllowPrivate = true };

    public static SlackBotSinkConfig SlackBot(Uri url) => new()
    {
        Id = "bot",
        Url = url,
        BotToken = BotToken,
        Channel = "#ops",
        SigningSecret = SigningSecret,
        Events = AllEvents,
        Tests = true,
        AllowPrivate = true,
    };

    public static TeamsSinkConfig Teams(Uri url) => new() { Id = "teams", Url = url, Events = AllEvents, Tests = true, AllowPrivate = true };

    public static AlertmanagerSinkConfig Alertmanager(Uri url) => new() { Id = "am", Url = url, Events = AllEvents, Tests = true, AllowPrivate = true };

    public static SinkConfig Of(string type, Uri url) => type switch
    {
        "webhook" => Webhook(url),
        "flashduty" => Flashduty(url),
        "pagerduty" => PagerDuty(url),
        "slack" => Slack(url),
        "teams" => Teams(url),
        "alertmanager" => Alertmanager(url),
        _ => Console,
    };
}
