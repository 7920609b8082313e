using Router.Domain.Alerts;

namespace Router.Domain.Routing.Conditions;

/// <summary>A field that conditions and <c>groupBy</c> read.</summary>
internal sealed class Field
{
    private static readonly Func<ConditionInput, int> NoRank = _ => RankScale.Absent;

    private Field(string name, FieldType type, Func<ConditionInput, string?> text)
    {
        Name = name;
        Type = type;
        Text = text;
    }

    /// <summary>The field in its one canonical spelling: <c>tags["customer"]</c>.</summary>
    public string Name { get; }

    public FieldType Type { get; }

    /// <summary>The value as text, null when absent.</summary>
    public Func<ConditionInput, string?> Text { get; }

    /// <summary>The rank on <see cref="Scale"/>, for rank fields.</summary>
    public Func<ConditionInput, int> Rank { get; private init; } = NoRank;

    public RankScale? Scale { get; private init; }

    /// <summary>All the values that it can have; empty when any text can occur.</summary>
    public ImmutableArray<string> Values { get; private init; } = [];

    /// <summary>The path below <c>payload.</c>, for payload fields.</summary>
    public string? PayloadPath { get; private init; }

    public bool IsLabel { get; private init; }

    public static Field Of(string name, Func<AlertEvent, string?> text, params ImmutableArray<string> values) =>
        new(name, FieldType.Text, input => text(input.Event)) { Values = values };

    public static Field Of(string name, RankScale scale, Func<AlertEvent, int> rank) =>
        new(name, FieldType.Rank, input => scale.Name(rank(input.Event))) { Scale = scale, Values = scale.Names, Rank = input => rank(input.Event) };

    public static Field Projects() => new("project", FieldType.Projects, input => input.Event.Projects.AsSpan() switch
    {
        [] => null,
        [var one] => one,
        var several => string.Join(',', several),
    });

    public static Field Tag(string key) => new($"tags[{Literals.Quote(key)}]", FieldType.Text, input => Find(input.Event.Tags, key));

    public static Field Label(string key) => new($"labels[{Literals.Quote(key)}]", FieldType.Text, input => Find(input.Labels, key)) { IsLabel = true };

    public static Field Payload(string path) => new($"payload.{path}", FieldType.Scalar, input => FindPayload(input.Event.Payload, path)) { PayloadPath = path };

    private static string? Find(ImmutableArray<Tag> tags, string key)
    {
        foreach (var tag in tags.AsSpan())
            if (tag.Key == key)
                return tag.Value;
        return null;
    }

    private static string? FindPayload(ImmutableArray<PayloadValue> values, string path)
    {
        foreach (var value in values.AsSpan())
            if (value.Path == path)
                return value.Value;
        return null;
    }
}
