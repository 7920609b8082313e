using Router.Api.Sentry.Decoding;
using Router.Domain.Alerts;

namespace Router.Api.Sentry;

/// <summary>
/// Turns a verified body into an alert. Pure, one pass, never throws.
/// <list type="bullet">
/// <item>Without Sentry-Hook-Resource a body can only be the legacy plugin's, which is taken by an <c>unsigned</c> integration alone.</item>
/// <item>Every key may be absent or null but those that make the identity. A field that is read and has another JSON type than Sentry sends is malformed; ids and numbers may be strings or numbers.</item>
/// <item>A key that is read and comes more than once is malformed: which one counts would be a guess. Other keys may.</item>
/// <item>Texts are cut so that the AlertEvent stays under 4 KiB as JSON whatever the texts hold; line breaks are kept in the message and payload values only, other control characters nowhere.</item>
/// </list>
/// </summary>
public static class SentryDecoder
{
    private const int MaxSlotsOnStack = 128;

    /// <summary>Decodes a body.</summary>
    public static DecodeResult Decode(ReadOnlySpan<byte> body, in DecodeContext context)
    {
        var tree = context.Payload.TreeOf(BodyShape.Of(context.Headers.Resource));
        var slots = tree.SlotCount <= MaxSlotsOnStack ? stackalloc JsonSlot[MaxSlotsOnStack] : new JsonSlot[tree.SlotCount];
        slots = slots[..tree.SlotCount];
        slots.Clear();
        if (BodyScan.Run(body, tree, slots) is { } unreadable)
            return unreadable;
        var reader = new FieldReader(body, tree, slots);
        return Interpret(ref reader, tree.Shape, context);
    }

    private static DecodeResult Interpret(ref FieldReader reader, BodyShape shape, in DecodeContext context)
    {
        if (shape == BodyShape.Legacy)
            return Legacy(ref reader, context);

        var action = reader.Text(Field.Action, AlertDraft.MaxName);
        if (shape == BodyShape.Other)
            return new DecodeResult.Ignored(IngestReason.ResourceNotHandled, Printable(context.Headers.Resource!), action);
        if (action is null)
            reader.Missing(Field.Action);
        if (reader.Error is { } noAction)
            return noAction;

        var name = action!;
        if (shape == BodyShape.ActivityAlert && name == "triggered")
        {
            name = reader.Text(Field.ActivityType, AlertDraft.MaxName) ?? "";
            if (name.Length == 0)
                reader.Missing(Field.ActivityType);
            if (reader.Error is { } noType)
                return noType;
        }

        var meaning = MeaningOf(ref reader, shape, name, context);
        if (meaning.Ignored is { } reason)
            return new DecodeResult.Ignored(reason, shape.Resource, name);
        return AlertDraft.Build(ref reader, shape, name, meaning, context);
    }

    private static Meaning MeaningOf(ref FieldReader reader, BodyShape shape, string action, in DecodeContext context)
    {
        if (shape == BodyShape.EventAlert)
            return Meaning.OfEventAlert(action);
        if (shape == BodyShape.MetricAlert)
            return Meaning.OfMetricAlert(action);
        if (shape == BodyShape.Issue)
            return Meaning.OfIssue(action, reader.Peek(Field.ActorType, AlertDraft.MaxName), context.Integration.Lifecycle);
        return Meaning.OfActivity(action, context.Integration.Lifecycle);
    }

    private static DecodeResult Legacy(ref FieldReader reader, in DecodeContext context)
    {
        if (!context.Integration.Unsigned)
            return new DecodeResult.Malformed(SentryHeaders.ResourceHeader, "is missing from the headers; the legacy plugin's calls, which have none, are taken with unsigned: true only");
        if (!reader.IsSet(Field.Project) || !reader.IsSet(Field.Event))
            return new DecodeResult.Malformed(SentryHeaders.ResourceHeader, "is missing from the headers, and the body is not the legacy plugin's: it needs project_slug and event");
        const string action = "triggered";
        return AlertDraft.Build(ref reader, BodyShape.Legacy, action, Meaning.OfEventAlert(action), context);
    }

    private static string Printable(string header)
    {
        var length = Math.Min(header.Length, AlertDraft.MaxName);
        return string.Create(length, header, static (name, text) =>
        {
            for (var i = 0; i < name.Length; i++)
                name[i] = text[i] is > ' ' and <= '~' ? text[i] : '?';
        });
    }
}
