using System.Globalization;
using System.Text.Json;
using Router.Domain.Actions;
using Router.Domain.Delivery;
using Router.Domain.Incidents;

namespace Router.Grains.Sinks;

/// <summary>The buttons under a message of the Slack bot (Block Kit reference, "Actions block").</summary>
internal static class SlackActions
{
    public static void Write(Utf8JsonWriter json, Notification notification)
    {
        json.WriteStartObject();
        json.WriteString("type", "actions");
        json.WriteStartArray("elements");
        if (notification.Status == IncidentStatus.Triggered)
            WriteButton(json, ActionKind.Acknowledge, notification.IncidentId, "primary");
        WriteButton(json, ActionKind.Resolve, notification.IncidentId, null);
        WriteSnooze(json, notification.IncidentId);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteButton(Utf8JsonWriter json, ActionKind kind, string incidentId, string? style)
    {
        json.WriteStartObject();
        json.WriteString("type", "button");
        json.WriteString("action_id", SlackButtons.ActionId(kind));
        WriteText(json, "text", kind.ToString());
        json.WriteString("value", incidentId);
        if (style is not null)
            json.WriteString("style", style);
        json.WriteEndObject();
    }

    private static void WriteSnooze(Utf8JsonWriter json, string incidentId)
    {
        json.WriteStartObject();
        json.WriteString("type", "static_select");
        json.WriteString("action_id", SlackButtons.ActionId(ActionKind.Snooze));
        WriteText(json, "placeholder", "Snooze");
        json.WriteStartArray("options");
        foreach (var hours in SlackButtons.SnoozeHours)
        {
            json.WriteStartObject();
            WriteText(json, "text", string.Create(CultureInfo.InvariantCulture, $"{hours} h"));
            json.WriteString("value", SlackButtons.SnoozeValue(incidentId, hours));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("type", "plain_text");
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
