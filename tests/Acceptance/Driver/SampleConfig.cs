namespace Router.Acceptance.Driver;

/// <summary>A router.yaml with known keys and secrets: one private integration <c>web</c> whose channel tells a local webhook receiver.</summary>
public static class SampleConfig
{
    public const string Key = "acceptance-push-key-000001";
    public const string ClientSecret = "acceptance-client-secret-0123456789";

    public static string For(Uri receiver, string key = Key) => $"""
        integrations:
          - id: web
            name: Web team
            key: {key}
            clientSecrets: ["{ClientSecret}"]
            channel: web
        channels:
          - id: web
            sinks: [hook]
        sinks:
          - id: hook
            type: webhook
            url: "{receiver}"
            allowPrivate: true

        """;

    public static Uri PushUrl(RouterProcess router, string key = Key) => new(router.Url, $"webhooks/sentry/{key}");
}
