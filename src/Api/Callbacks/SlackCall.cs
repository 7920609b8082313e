using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Router.Api.Requests;
using Router.Domain.Actions;
using Router.Domain.Delivery;

namespace Router.Api.Callbacks;

/// <summary>A call of Slack's interactivity: what was pressed, by whom, in which incident's message.</summary>
/// <param name="IncidentId">The incident; empty without an action of ours.</param>
/// <param name="Action">The action; null for what is none of ours.</param>
/// <param name="ResponseUrl">Where who pressed it can be answered.</param>
internal sealed record SlackCall(string IncidentId, PersonAction? Action, string? ResponseUrl = null)
{
    private static readonly SlackCall NotOurs = new("", null);

    /// <summary>Reads a call that is verified; null when it is none.</summary>
    public static SlackCall? Read(ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        try
        {
            using var form = new FormReader(Encoding.UTF8.GetString(body));
            var fields = form.ReadForm();
            if (fields.ContainsKey("ssl_check"))
                return NotOurs;
            if (!fields.TryGetValue("payload", out var payload))
                return null;
            using var document = JsonDocument.Parse(payload.ToString());
            return Read(document.RootElement, now);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return null;
        }
    }

    private static SlackCall? Read(JsonElement call, DateTimeOffset now)
    {
        if (call.Text("type") is not { } type)
            return null;
        if (type != "block_actions" || call.Find("actions") is not { ValueKind: JsonValueKind.Array } actions)
            return NotOurs;
        foreach (var pressed in actions.EnumerateArray())
        {
            if (pressed.Text("action_id") is not { } id || SlackButtons.Kind(id) is not { } kind)
                continue;
            var value = kind == ActionKind.Snooze ? pressed.Find("selected_option")?.Text("value") : pressed.Text("value");
            if (value is null || SlackButtons.Read(value) is not { } chosen || chosen.Snooze > TimeSpan.Zero != (kind == ActionKind.Snooze))
                return null;
            return new(chosen.IncidentId, new()
            {
                Kind = kind,
                Actor = CallbackActor.Of("slack", call.Find("user")?.Text("username") ?? call.Find("user")?.Text("name") ?? call.Find("user")?.Text("id")),
                Key = pressed.Text("action_ts") is { Length: > 0 and <= 32 } ts ? $"slack {ts}" : null,
                Until = kind == ActionKind.Snooze ? now + chosen.Snooze : null,
            }, call.Text("response_url"));
        }

        return NotOurs;
    }
}
