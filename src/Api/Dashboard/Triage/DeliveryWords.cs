using System.Globalization;
using Router.Api.Deliveries;
using Router.Api.Receipts;
using Router.Domain.Delivery;

namespace Router.Api.Dashboard.Triage;

/// <summary>What deliveries and their attempts are called.</summary>
internal static class DeliveryWords
{
    /// <summary>One attempt, or what else became of a delivery.</summary>
    public static string Of(AttemptItem attempt)
    {
        var status = attempt.StatusCode is { } code ? string.Create(CultureInfo.InvariantCulture, $", answer {code}") : "";
        var took = attempt.DurationMs is { } duration ? string.Create(CultureInfo.InvariantCulture, $" in {duration} ms") : "";
        var reason = attempt.Reason is { } why ? $", {StoryWords.OfFailure(why)}" : "";
        var said = attempt.Detail is { Length: > 0 } detail ? $": {detail}" : "";
        var who = attempt.Actor is { } actor ? $", by {actor}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"attempt {attempt.Attempt}: {StoryWords.Plain(attempt.Outcome)}{status}{took}{reason}{who}{said}");
    }

    /// <summary>What became of a person's action.</summary>
    public static string Of(DeliveryCommandReason reason) => reason switch
    {
        DeliveryCommandReason.Requeued => "It is back in its queue and is tried now",
        DeliveryCommandReason.AttemptNow => "It is tried now",
        DeliveryCommandReason.AlreadyQueued => "It is in the queue and waits for its turn",
        DeliveryCommandReason.Dropped => "It is dropped",
        DeliveryCommandReason.NotFound => "It neither waits nor was given up: it was delivered or dropped meanwhile",
        DeliveryCommandReason.SinkRemoved => "Not tried: the sink is not in the config any more",
        DeliveryCommandReason.SinkDisabled => "Not tried: the sink is disabled; enable it first",
        DeliveryCommandReason.IncidentEnded => "Not tried: the incident has ended since, and the pager would be opened by what nobody closes. Drop it",
        _ => $"{reason}",
    };
}
