using System.Text.Json;
using System.Text.Unicode;

namespace Router.Api.Sentry.Decoding;

/// <summary>The one pass over a body: checks that all of it is JSON, and notes where the wanted values are. Nothing is allocated for what is skipped.</summary>
internal static class BodyScan
{
    /// <summary>How deep a body may nest. Sentry cuts what it stores long before.</summary>
    public const int MaxDepth = 256;

    /// <summary>Fills the slots, which are clear before.</summary>
    /// <returns>What is wrong with the body, or null.</returns>
    public static DecodeResult.Malformed? Run(ReadOnlySpan<byte> body, FieldTree tree, Span<JsonSlot> slots)
    {
        if (body.IsEmpty)
            return new("body", "is empty");
        if (!Utf8.IsValid(body))
            return new("body", "is not valid UTF-8");
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        DecodeResult.Malformed? error = null;
        try
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
                ScanObject(ref reader, tree.Root, slots, ref error);
            else
                error = new("body", $"must be a JSON object, but is {JsonTypes.NameOf(reader.TokenType)}");
            while (reader.Read())
            {
            }

            return error;
        }
        catch (JsonException) when (reader.CurrentDepth >= MaxDepth - 1)
        {
            return new("body", $"nests deeper than {MaxDepth} levels");
        }
        catch (JsonException e)
        {
            return new("body", $"is not JSON, or is cut off: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
        }
    }

    private static void ScanObject(ref Utf8JsonReader reader, FieldNode node, Span<JsonSlot> slots, ref DecodeResult.Malformed? error)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var child = node.Find(ref reader);
            reader.Read();
            ScanValue(ref reader, child, slots, ref error);
        }
    }

    private static void ScanList(ref Utf8JsonReader reader, FieldNode node, Span<JsonSlot> slots, ref DecodeResult.Malformed? error)
    {
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
            ScanValue(ref reader, node.At(index), slots, ref error);
    }

    private static void ScanValue(ref Utf8JsonReader reader, FieldNode? node, Span<JsonSlot> slots, ref DecodeResult.Malformed? error)
    {
        if (node is null)
        {
            reader.Skip();
            return;
        }

        ref var slot = ref slots[node.Slot];
        if (slot.Type != JsonTokenType.None)
            error ??= new(node.Path, "comes more than once");
        slot.Type = reader.TokenType;
        slot.Start = (int)reader.TokenStartIndex + (reader.TokenType == JsonTokenType.String ? 1 : 0);
        slot.Length = reader.ValueSpan.Length;
        if (node.MustBeObject && slot.Type is not (JsonTokenType.StartObject or JsonTokenType.Null))
            error ??= new(node.Path, $"must be an object, but is {JsonTypes.NameOf(slot.Type)}");

        if (slot.Type is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;
        if (!node.HasChildren)
            reader.Skip();
        else if (slot.Type == JsonTokenType.StartObject)
            ScanObject(ref reader, node, slots, ref error);
        else
            ScanList(ref reader, node, slots, ref error);
        slot.Length = (int)reader.BytesConsumed - slot.Start;
    }
}
