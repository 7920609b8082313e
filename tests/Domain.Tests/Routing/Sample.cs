using System.Collections.Immutable;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Tests.Routing;

/// <summary>Alerts and configs to route with.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static AlertEvent Alert(string integration = "org", string project = "web", string issue = "1") => new()
    {
        Integration = integration,
        Issue = IssueKey.Issue(integration, issue),
        Kind = AlertKind.Trigger,
        Resource = "event_alert",
        Action = "triggered",
        Severity = Severity.Warning,
        OrderTime = Now,
        ReceivedAt = Now,
        Projects = [project],
    };

    public static IntegrationConfig Private(string id, string channel, bool enabled = true) => new()
    {
        Id = id,
        Name = id,
        Key = Key(id),
        ClientSecrets = ["secret"],
        Channel = channel,
        Enabled = enabled,
    };

    public static IntegrationConfig Shared(string id, string[] @default, params RouteConfig[] routes) => new()
    {
        Id = id,
        Name = id,
        Key = Key(id),
        ClientSecrets = ["secret"],
        Routes = [.. routes],
        Default = [.. @default],
    };

    public static ChannelConfig Channel(string id) => new() { Id = id, Name = id };

    public static RouteConfig Route(string name, bool matches, params string[] channels) => new()
    {
        Name = name,
        When = new Condition(matches ? "true" : "false", _ => matches, []),
        Channels = [.. channels],
    };

    public static RouterConfig Config(ImmutableArray<IntegrationConfig> integrations, params ChannelConfig[] channels) =>
        new() { Integrations = integrations, Channels = [.. channels] };

    public static string Key(string id) => $"key-of-{id}-0123456789";
}
