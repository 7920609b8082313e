using System.Text;
using Router.Api.Sentry;
using Router.Domain.Alerts;
using Router.Domain.Configuration;

namespace Router.Api.Tests.Sentry;

/// <summary>Short ways to decode in tests.</summary>
internal static class Decode
{
    public static readonly DateTimeOffset Arrival = new(2026, 1, 2, 3, 5, 0, 250, TimeSpan.Zero);

    public static readonly DateTimeOffset Sent = new(2026, 1, 2, 3, 4, 59, TimeSpan.Zero);

    public static readonly IntegrationConfig Integration = new() { Id = "web", Name = "Web", Key = "0123456789abcdef", ClientSecrets = ["s"], Channel = "web" };

    public static readonly IntegrationConfig Unsigned = Integration with { Unsigned = true };

    public static DecodeResult Run(string? resource, byte[] body, IntegrationConfig? integration = null, PayloadPaths? payload = null, string? idempotencyKey = null) =>
        SentryDecoder.Decode(body, new DecodeContext(integration ?? (resource is null ? Unsigned : Integration), new SentryHeaders(resource, Sent, idempotencyKey), Arrival, payload ?? PayloadPaths.None));

    public static DecodeResult Run(string? resource, string body, IntegrationConfig? integration = null, PayloadPaths? payload = null) =>
        Run(resource, Encoding.UTF8.GetBytes(body), integration, payload);

    public static AlertEvent Event(string? resource, string body, IntegrationConfig? integration = null, PayloadPaths? payload = null) =>
        Assert.IsType<DecodeResult.Decoded>(Run(resource, body, integration, payload)).Event;

    public static DecodeResult.Malformed Malformed(string? resource, string body, IntegrationConfig? integration = null) =>
        Assert.IsType<DecodeResult.Malformed>(Run(resource, body, integration));

    public static DecodeResult.Ignored Ignored(string resource, string body, IntegrationConfig? integration = null) =>
        Assert.IsType<DecodeResult.Ignored>(Run(resource, body, integration));
}
