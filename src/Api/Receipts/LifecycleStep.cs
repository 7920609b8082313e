using Router.Domain;
using Router.Domain.Issues;

namespace Router.Api.Receipts;

/// <summary>What a webhook made of its issue.</summary>
/// <param name="Reason">What it was, snake_case.</param>
/// <param name="Suppressed">Why no incident was told; null when one was, or there was nothing to tell.</param>
/// <param name="Before">The status before; null when it changed nothing.</param>
/// <param name="After">The status after; null when it changed nothing.</param>
/// <param name="ToldBy">For a repeat: the receipt of the last webhook before it that incidents were told of, where that is still known.</param>
internal sealed record LifecycleStep(string Reason, string? Suppressed, IssueStatus? Before, IssueStatus? After, string? ToldBy)
{
    public static LifecycleStep Of(JournaledWebhook webhook, string? toldBy) => new(
        SnakeCase.Of(webhook.Reason),
        webhook.Suppressed is { } why ? SnakeCase.Of(why) : null,
        webhook.Transition?.Before,
        webhook.Transition?.After,
        toldBy);
}
