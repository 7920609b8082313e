using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Router.Api.Auth;
using Router.Api.Management;
using Router.Api.OpenApi;
using Router.Domain.Actions;

namespace Router.Api.Actions;

/// <summary>Reads an action from a request: body <c>{"reason","until"}</c> (may be empty), header <c>Idempotency-Key</c>.</summary>
internal static class ActionRequest
{
    /// <summary>The header that makes a request safe to send again.</summary>
    public const string KeyHeader = "Idempotency-Key";

    /// <summary>The most bytes of a body.</summary>
    public const int MaxBodyBytes = 4096;

    /// <summary>The header, as the document says it.</summary>
    public static Parameter KeyParameter { get; } = Parameter.IdempotencyKey(PersonAction.MaxKey);

    private static readonly TimeSpan LongestSnooze = TimeSpan.FromDays(366);

    /// <summary>A body.</summary>
    public static string Example(ActionKind kind) => kind == ActionKind.Snooze
        ? """{"reason":"a deploy is under way","until":"2026-01-31T12:00:00Z"}"""
        : """{"reason":"a fix is under way"}""";

    /// <summary>The action, or the answer that says what is wrong with the request.</summary>
    public static async Task<(PersonAction? Action, IResult? Refusal)> ReadAsync(HttpContext context, ActionKind kind, DateTimeOffset now)
    {
        var read = await context.Request.BodyReader.ReadAtLeastAsync(MaxBodyBytes + 1, context.RequestAborted);
        var isTooLong = read.Buffer.Length > MaxBodyBytes;
        ActionBody body = new(null, null);
        var malformed = isTooLong ? null : Parse(read.Buffer, out body);
        context.Request.BodyReader.AdvanceTo(read.Buffer.End);
        if (isTooLong)
            return (null, TypedResults.Problem($"body: more than {MaxBodyBytes} bytes", statusCode: StatusCodes.Status413PayloadTooLarge));
        var invalid = malformed ?? Check(body, kind, now) ?? Key(context.Request);
        return invalid is not null ? (null, InvalidRequest.Answer(invalid)) : (new()
        {
            Kind = kind,
            Actor = context.Actor(),
            Reason = string.IsNullOrWhiteSpace(body.Reason) ? null : body.Reason.Trim(),
            Until = kind == ActionKind.Snooze ? ListQuery.Time(body.Until!) : null,
            Key = context.Request.Headers[KeyHeader],
        }, null);
    }

    private static InvalidField? Parse(in ReadOnlySequence<byte> bytes, out ActionBody body)
    {
        body = new(null, null);
        if (bytes.IsEmpty)
            return null;
        try
        {
            var reader = new Utf8JsonReader(bytes);
            body = JsonSerializer.Deserialize(ref reader, ActionJson.Default.ActionBody) ?? body;
            return reader.Read() ? new("body", "more than one JSON value") : null;
        }
        catch (JsonException e)
        {
            var field = e.Path is ['$', '.', .. var name] && name.Length > 0 ? name : "body";
            return new(field, field is "reason" or "until" ? "not a string, or given twice" : "not JSON such as {\"reason\":\"...\"}; known: reason, until");
        }
    }

    private static InvalidField? Check(ActionBody body, ActionKind kind, DateTimeOffset now)
    {
        if (body.Reason?.Length > PersonAction.MaxReason)
            return new("reason", $"longer than {PersonAction.MaxReason} characters");
        if (kind != ActionKind.Snooze)
            return body.Until is null ? null : new("until", "only a snooze has an end");
        if (body.Until is null)
            return new("until", "missing; a snooze ends at a time such as 2026-01-31T12:00:00Z");
        if (ListQuery.Time(body.Until) is not { } until)
            return new("until", "not a time such as 2026-01-31T12:00:00Z");
        return until <= now ? new("until", "not in the future")
            : until > now + LongestSnooze ? new("until", $"more than {LongestSnooze.Days} days ahead")
            : null;
    }

    private static InvalidField? Key(HttpRequest request) => request.Headers[KeyHeader] is not { Count: > 0 } keys ? null
        : keys is [{ Length: > 0 and <= PersonAction.MaxKey }] ? null
        : new(KeyHeader, $"one value of 1 to {PersonAction.MaxKey} characters");
}
