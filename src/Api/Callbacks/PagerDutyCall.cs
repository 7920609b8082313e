using System.Text.Json;
using Router.Api.Requests;
using Router.Domain.Actions;

namespace Router.Api.Callbacks;

/// <summary>A v3 webhook of PagerDuty: what a person did with which incident.</summary>
/// <param name="IncidentId">The incident; empty without an action.</param>
/// <param name="Key">The key that PagerDuty knows it by: the dedup key that we gave.</param>
/// <param name="Action">The action; null when there is none to take.</param>
/// <param name="Ignored">Why there is none: snake_case.</param>
internal sealed record PagerDutyCall(string IncidentId, string Key, PersonAction? Action, string Ignored)
{
    /// <summary>Reads a webhook that is verified; null when it is none.</summary>
    public static PagerDutyCall? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.Find("event") is { ValueKind: JsonValueKind.Object } happened ? Read(happened) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PagerDutyCall? Read(JsonElement happened)
    {
        if (happened.Text("event_type") is not { } type)
            return null;
        // incident.unacknowledged is none: PagerDuty calls its people again by itself, and what was acknowledged here ends with a rise in severity or a new issue.
        ActionKind? kind = type switch
        {
            "incident.acknowledged" => ActionKind.Acknowledge,
            "incident.resolved" => ActionKind.Resolve,
            "incident.reopened" => ActionKind.Reopen,
            _ => null,
        };
        if (kind is null)
            return Nothing("event_not_handled");
        // What we sent ourselves comes back too: an event of an integration, or of nobody.
        var agent = happened.Find("agent");
        if (agent?.Text("type") is not { } by || by.Contains("integration", StringComparison.Ordinal))
            return Nothing("own_change");
        if (happened.Find("data")?.Text("incident_key") is not { } key)
            return Nothing("unknown_incident");
        return new(key.Split(':')[0], key, new()
        {
            Kind = kind.Value,
            Actor = CallbackActor.Of("pagerduty", agent.Value.Text("summary") ?? agent.Value.Text("id")),
            Key = happened.Text("id") is { Length: > 0 and <= 128 } id ? $"pagerduty {id}" : null,
        }, "");
    }

    private static PagerDutyCall Nothing(string reason) => new("", "", null, reason);
}
