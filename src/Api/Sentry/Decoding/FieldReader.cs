using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.Json;
using Router.Domain.Alerts;

namespace Router.Api.Sentry.Decoding;

/// <summary>
/// Reads the fields that a scan found. What is kept of texts comes out of one budget, so that the whole stays small: who reads first gets first.
/// The first wrong field is noted in <see cref="Error"/> and reading goes on.
/// </summary>
internal ref struct FieldReader(ReadOnlySpan<byte> body, FieldTree tree, ReadOnlySpan<JsonSlot> slots)
{
    /// <summary>
    /// The bytes of JSON that an event's texts may take together.
    /// An AlertEvent without texts is under 700 bytes (every name written, every time with its fraction, enums as names), so the whole is under 4,096.
    /// </summary>
    public const int Budget = 3300;

    private const int MaxPayloadChars = 256;
    private const int PayloadOverhead = 24;
    private const int ItemOverhead = 3;
    private readonly ReadOnlySpan<byte> _body = body;
    private readonly ReadOnlySpan<JsonSlot> _slots = slots;
    private int _left = Budget;

    /// <summary>The first wrong field, or null.</summary>
    public DecodeResult.Malformed? Error { get; private set; }

    /// <summary>The budget that is left, in bytes of JSON.</summary>
    public readonly int Left => _left;

    /// <summary>Takes what was read elsewhere out of the budget.</summary>
    public void Charge(int cost) => _left -= cost;

    /// <summary>Does the body hold anything but null and false there? Of any type.</summary>
    public readonly bool IsSet(Field field)
    {
        foreach (var node in tree.NodesOf(field))
        {
            if (!_slots[node.Slot].IsAbsent && _slots[node.Slot].Type != JsonTokenType.False)
                return true;
        }

        return false;
    }

    /// <summary>A text, cut to what it may take as JSON and to the budget; null when it is absent or blank.</summary>
    public string? Text(Field field, int maxCost, bool lines = false)
    {
        var text = Read(field, new TextCut(Math.Min(maxCost, _left), JsonText.MaxChars, lines), numbers: false);
        _left -= text.Cost;
        return text.Value;
    }

    /// <summary>A text that was read elsewhere in the body, cut likewise; null stays null.</summary>
    public string? Keep(string? text, int maxCost)
    {
        if (text is null)
            return null;
        var kept = JsonText.Cut(text, Math.Min(maxCost, _left));
        _left -= kept.Cost;
        return kept.Value;
    }

    /// <summary>A text that is only looked at, not kept.</summary>
    public string? Peek(Field field, int maxChars) => Read(field, new TextCut(int.MaxValue, maxChars), numbers: false).Value;

    /// <summary>An id, a string or a number, that is only looked at, not kept.</summary>
    public string? PeekId(Field field, int maxChars) => Read(field, new TextCut(int.MaxValue, maxChars), numbers: true).Value;

    /// <summary>A web address; null when it doesn't fit whole, or is not one.</summary>
    public string? Link(Field field, int maxCost)
    {
        var text = Read(field, new TextCut(Math.Min(maxCost, _left), JsonText.MaxChars), numbers: false);
        if (text is not { IsWhole: true, Value: { } url } || !SentryUrl.IsWeb(url))
            return null;
        _left -= text.Cost;
        return url;
    }

    /// <summary>An id, a string or a number; null when it is absent.</summary>
    public string? Id(Field field, int maxCost)
    {
        var text = Read(field, new TextCut(Math.Min(maxCost, _left), JsonText.MaxChars), numbers: true);
        _left -= text.Cost;
        return text.Value;
    }

    /// <summary>An id that is part of a key; its absence or another shape is an error.</summary>
    public string RequiredId(Field field)
    {
        var text = Read(field, new TextCut(int.MaxValue, IssueKey.MaxIdLength), numbers: true);
        if (text.Value is null)
            Missing(field);
        else if (!text.IsWhole || !SentryId.IsValid(text.Value))
            Fail(tree.NodesOf(field)[0], $"must be an id: 1 to {IssueKey.MaxIdLength} of A-Z a-z 0-9 _ . : -");
        return text.Value ?? "";
    }

    /// <summary>A number, or a string that holds one; null when it is absent or no finite number.</summary>
    public double? Number(Field field)
    {
        foreach (var node in tree.NodesOf(field))
        {
            ref readonly var slot = ref _slots[node.Slot];
            if (slot.IsAbsent)
                continue;
            if (slot.Type is not (JsonTokenType.Number or JsonTokenType.String))
                return Fail<double?>(node, $"must be a number, but is {JsonTypes.NameOf(slot.Type)}");
            var text = slot.In(_body);
            return Utf8Parser.TryParse(text, out double value, out var consumed) && consumed == text.Length && double.IsFinite(value) ? value : null;
        }

        return null;
    }

    /// <summary>A list of texts (numbers are taken as texts, null is skipped), at most so many; blank ones are empty.</summary>
    public ImmutableArray<string> List(Field field, int maxItems, int maxCost)
    {
        foreach (var node in tree.NodesOf(field))
        {
            ref readonly var slot = ref _slots[node.Slot];
            if (slot.IsAbsent)
                continue;
            if (slot.Type != JsonTokenType.StartArray)
                return Fail<ImmutableArray<string>>(node, $"must be a list of strings, but is {JsonTypes.NameOf(slot.Type)}", []);
            var items = ImmutableArray.CreateBuilder<string>();
            var reader = new Utf8JsonReader(slot.In(_body), new JsonReaderOptions { MaxDepth = BodyScan.MaxDepth });
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray && items.Count < maxItems)
            {
                if (reader.TokenType == JsonTokenType.Null)
                    continue;
                if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
                    return Fail<ImmutableArray<string>>(node, $"must be a list of strings, but holds {JsonTypes.NameOf(reader.TokenType)}", []);
                var text = JsonText.Decode(reader.ValueSpan, new TextCut(Math.Min(maxCost, _left - ItemOverhead), JsonText.MaxChars));
                if (!text.IsWhole)
                    continue;
                items.Add(text.Value ?? "");
                _left -= text.Cost + ItemOverhead;
            }

            return items.ToImmutable();
        }

        return [];
    }

    /// <summary>A list as it stands in the body; empty when it is absent.</summary>
    public ReadOnlySpan<byte> ListJson(Field field)
    {
        foreach (var node in tree.NodesOf(field))
        {
            ref readonly var slot = ref _slots[node.Slot];
            if (slot.IsAbsent)
                continue;
            if (slot.Type == JsonTokenType.StartArray)
                return slot.In(_body);
            Fail(node, $"must be a list, but is {JsonTypes.NameOf(slot.Type)}");
            break;
        }

        return [];
    }

    /// <summary>The tags, or none. They are not charged: see <see cref="TagList.Fit"/>.</summary>
    public TagList Tags()
    {
        foreach (var node in tree.NodesOf(Field.Tags))
        {
            ref readonly var slot = ref _slots[node.Slot];
            if (slot.IsAbsent)
                continue;
            if (slot.Type is JsonTokenType.StartArray or JsonTokenType.StartObject)
                return TagList.Parse(slot.In(_body));
            return Fail(node, $"must be a list of pairs, but is {JsonTypes.NameOf(slot.Type)}", TagList.None);
        }

        return TagList.None;
    }

    /// <summary>The scalars that the config reads; one that the budget can't take is left out.</summary>
    public ImmutableArray<PayloadValue> Payload()
    {
        if (tree.Payload.IsEmpty)
            return [];
        var values = ImmutableArray.CreateBuilder<PayloadValue>();
        foreach (var (path, node) in tree.Payload)
        {
            ref readonly var slot = ref _slots[node.Slot];
            if (slot.IsAbsent || slot.Type is JsonTokenType.StartObject or JsonTokenType.StartArray)
                continue;
            var text = JsonText.Decode(slot.In(_body), new TextCut(int.MaxValue, MaxPayloadChars, Lines: true));
            var cost = text.Cost + JsonText.CostOf(path) + PayloadOverhead;
            if (cost > _left)
                continue;
            values.Add(new PayloadValue(path, text.Value ?? ""));
            _left -= cost;
        }

        return values.ToImmutable();
    }

    /// <summary>Notes that a field must be there: names the outermost key that is missing.</summary>
    public void Missing(Field field)
    {
        var node = tree.NodesOf(field)[0];
        var missing = node;
        for (var above = node.Parent; above is { Parent: not null }; above = above.Parent)
        {
            if (_slots[above.Slot].IsAbsent)
                missing = above;
        }

        Fail(missing, _slots[missing.Slot].Type switch
        {
            JsonTokenType.None => "is missing",
            JsonTokenType.Null => "is null",
            _ => "is blank",
        });
    }

    private JsonText Read(Field field, TextCut cut, bool numbers)
    {
        foreach (var node in tree.NodesOf(field))
        {
            ref readonly var slot = ref _slots[node.Slot];
            if (slot.IsAbsent)
                continue;
            if (slot.Type == JsonTokenType.String || (numbers && slot.Type == JsonTokenType.Number))
            {
                var text = JsonText.Decode(slot.In(_body), cut);
                if (text.Value is not null)
                    return text;
                continue;
            }

            Fail(node, $"must be a string, but is {JsonTypes.NameOf(slot.Type)}");
            return default;
        }

        return default;
    }

    private void Fail(FieldNode node, string problem) => Error ??= new(node.Path, problem);

    private T? Fail<T>(FieldNode node, string problem, T? result = default)
    {
        Fail(node, problem);
        return result;
    }
}
