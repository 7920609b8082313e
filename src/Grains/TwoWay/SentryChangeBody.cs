using System.Text.Json;
using Router.Domain.Actions;
using Router.Domain.TwoWay;

namespace Router.Grains.TwoWay;

/// <summary>
/// What is put for an action. Sentry has no acknowledging: the issue is assigned to who did it, when that is a mail address
/// (Sentry takes a member's), else marked as seen.
/// </summary>
internal static class SentryChangeBody
{
    /// <summary>The body.</summary>
    /// <param name="change">The change.</param>
    /// <param name="isUnassignable">Sentry knows no member with the actor's address.</param>
    /// <param name="now">This router's time: a snooze is told in whole minutes from now.</param>
    public static byte[] Write(SentryChange change, bool isUnassignable, DateTimeOffset now)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            switch (change.Kind)
            {
                case ActionKind.Resolve:
                    json.WriteString("status"u8, "resolved"u8);
                    break;
                case ActionKind.Reopen:
                    json.WriteString("status"u8, "unresolved"u8);
                    break;
                case ActionKind.Snooze:
                    json.WriteString("status"u8, "ignored"u8);
                    json.WriteString("substatus"u8, "archived_until_condition_met"u8);
                    json.WriteStartObject("statusDetails"u8);
                    json.WriteNumber("ignoreDuration"u8, Math.Max(1, (long)Math.Ceiling((change.Until!.Value - now).TotalMinutes)));
                    json.WriteEndObject();
                    break;
                case ActionKind.Acknowledge when IsAddress(change.Actor) && !isUnassignable:
                    json.WriteString("assignedTo"u8, change.Actor);
                    break;
                case ActionKind.Acknowledge:
                    json.WriteBoolean("hasSeen"u8, true);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(change), change.Kind, "Not an action.");
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static bool IsAddress(string actor) => actor.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < actor.Length - 1 && !actor.Contains(' ', StringComparison.Ordinal);
}
