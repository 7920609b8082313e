using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Router.Domain.Alerts;

namespace Router.Api.Sentry.Decoding;

/// <summary>An event's tags: Sentry sends a list of pairs; a list of <c>{"key","value"}</c> and an object are taken too. What is no tag is skipped.</summary>
internal readonly struct TagList
{
    /// <summary>The most tags that are read.</summary>
    public const int MaxTags = 50;

    /// <summary>The most characters of a key or a value; Sentry itself takes 200.</summary>
    public const int MaxChars = 200;

    private const int Overhead = 22;
    private static readonly TextCut Cut = new(int.MaxValue, MaxChars);
    private readonly List<Tag> _tags;

    private TagList(List<Tag> tags) => _tags = tags;

    public static TagList None { get; } = new([]);

    /// <summary>The value of the first tag with that key, or null.</summary>
    public string? this[string key]
    {
        get
        {
            foreach (var tag in _tags)
            {
                if (tag.Key == key)
                    return tag.Value;
            }

            return null;
        }
    }

    /// <summary>Reads a list or an object that was scanned before.</summary>
    public static TagList Parse(ReadOnlySpan<byte> json)
    {
        var tags = new List<Tag>(16);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = BodyScan.MaxDepth });
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            ReadProperties(ref reader, tags);
        else
            ReadItems(ref reader, tags);
        return new(tags);
    }

    /// <summary>The tags that the budget takes, in the order sent, and what they take of it.</summary>
    public ImmutableArray<Tag> Fit(ref FieldReader budget)
    {
        var fitting = new List<Tag>(_tags.Count);
        foreach (var tag in _tags)
        {
            var cost = JsonText.CostOf(tag.Key) + JsonText.CostOf(tag.Value) + Overhead;
            if (cost > budget.Left)
                continue;
            budget.Charge(cost);
            fitting.Add(tag);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(fitting.ToArray());
    }

    private static void ReadItems(ref Utf8JsonReader reader, List<Tag> tags)
    {
        while (tags.Count < MaxTags && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            string? key = null, value = null;
            if (reader.TokenType == JsonTokenType.StartArray)
                ReadPair(ref reader, out key, out value);
            else if (reader.TokenType == JsonTokenType.StartObject)
                ReadObject(ref reader, out key, out value);
            Add(tags, key, value);
        }
    }

    private static void ReadPair(ref Utf8JsonReader reader, out string? key, out string? value)
    {
        key = value = null;
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (index == 0)
                key = Scalar(ref reader);
            else if (index == 1)
                value = Scalar(ref reader);
            else
                reader.Skip();
        }
    }

    private static void ReadObject(ref Utf8JsonReader reader, out string? key, out string? value)
    {
        key = value = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var isKey = reader.ValueSpan.SequenceEqual("key"u8);
            var isValue = reader.ValueSpan.SequenceEqual("value"u8);
            reader.Read();
            var text = Scalar(ref reader);
            key = isKey ? text : key;
            value = isValue ? text : value;
        }
    }

    private static void ReadProperties(ref Utf8JsonReader reader, List<Tag> tags)
    {
        while (tags.Count < MaxTags && reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = JsonText.Decode(reader.ValueSpan, Cut).Value;
            reader.Read();
            Add(tags, key, Scalar(ref reader));
        }
    }

    private static void Add(List<Tag> tags, string? key, string? value)
    {
        if (key is not null && value is not null)
            tags.Add(new Tag(key, value));
    }

    private static string? Scalar(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
            return JsonText.Decode(reader.ValueSpan, Cut).Value;
        reader.Skip();
        return null;
    }
}
