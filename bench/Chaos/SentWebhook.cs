using Router.Acceptance.Driver;

namespace Router.Chaos;

/// <summary>A webhook, and what was answered.</summary>
/// <param name="IsTrigger">It is an issue alert; else it changes the state.</param>
/// <param name="Answer">The answer.</param>
public sealed record SentWebhook(bool IsTrigger, WebhookAnswer Answer);
