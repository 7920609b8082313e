using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Router.Domain.Audit;
using Router.Domain.Delivery;
using Router.Domain.Health;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Noise;
using Router.Domain.Storage;
using Router.Domain.TwoWay;

namespace Router.Domain.Tests.Storage;

/// <summary>
/// What an older version wrote lacks what came later: whatever property is missing, at any depth, the rest is read, and written again.
/// </summary>
public sealed class StoredJsonTests
{
    private static readonly JsonSerializerContext[] Contexts =
        [IssueJson.Default, IncidentJson.Default, DeliveryJson.Default, ChannelJson.Default, SilenceJson.Default, SentryChangeJson.Default, AuditJson.Default, HealthStateJson.Default];

    public static TheoryData<Type> Roots =>
    [
        typeof(IssueState), typeof(IssueJournalEntry), typeof(IncidentState), typeof(IncidentMember), typeof(IncidentRecord), typeof(IncidentJournalEntry),
        typeof(DeliveryState), typeof(Notification), typeof(DeliveryJournalEntry), typeof(SinkState), typeof(ChannelState), typeof(ChannelClaim), typeof(ChannelWaiter),
        typeof(SilenceRecord), typeof(SentryChangeState), typeof(AuditEntry), typeof(HealthState), typeof(HeartbeatState),
    ];

    [Fact]
    public void Every_stored_type_is_a_root_of_these_tests() =>
        Assert.Equal(
            Contexts.SelectMany(c => c.GetType().GetCustomAttributesData()).Where(a => a.AttributeType == typeof(JsonSerializableAttribute)).Select(a => ((Type)a.ConstructorArguments[0].Value!).Name).Order(StringComparer.Ordinal),
            ((IEnumerable<object[]>)Roots).Select(row => ((Type)row[0]).Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Roots))]
    public void What_is_written_is_read_as_it_was(Type type)
    {
        var text = Write(Sample.Of(type), type);

        Assert.Equal(text, Write(Read(text, type), type));
    }

    [Theory]
    [MemberData(nameof(Roots))]
    public void Property_that_is_missing_has_its_declared_default(Type type)
    {
        var whole = JsonNode.Parse(Write(Sample.Of(type), type))!;
        var wrong = new List<string>();
        foreach (var (path, name) in Properties(whole, []))
        {
            var (older, at) = (whole.DeepClone(), $"{string.Join('.', path)}.{name}");
            At(older, path).AsObject().Remove(name);
            try
            {
                var read = Read(older.ToJsonString(), type);
                Write(read, type);
                if (DeclaredDefault(read, path, name) is { } difference)
                    wrong.Add($"{at}: {difference}");
            }
            catch (JsonException e) when (e.Message.Contains("missing required properties", StringComparison.Ordinal))
            {
                // Declared as required: no version was without it.
            }
            catch (NullReferenceException e)
            {
                wrong.Add($"{at}: {e.Message}");
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>How what was read for a missing property differs from what its type declares; null when it doesn't, or a parameter of a constructor sets it.</summary>
    private static string? DeclaredDefault(object read, object[] path, string name)
    {
        var owner = path.Aggregate(read, (at, step) => step is int i ? ((IList)at)[i]! : Value(at, (string)step)!);
        if (owner is IDictionary || owner.GetType().GetConstructor([]) is null)
            return null;
        var expected = JsonSerializer.Serialize(Value(Activator.CreateInstance(owner.GetType())!, name));
        var actual = JsonSerializer.Serialize(Value(owner, name));
        return expected == actual ? null : $"{actual} instead of {expected}";
    }

    private static object? Value(object owner, string name) =>
        owner is IDictionary dictionary
            ? dictionary[name]
            : Sample.Stored(owner.GetType()).Single(p => (p.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(p.Name)) == name).GetValue(owner);

    private static string Write(object value, Type type) =>
        Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(value, type, Contexts.First(c => c.GetTypeInfo(type) is not null)));

    private static object Read(string json, Type type) =>
        typeof(StoredJson).GetMethod(nameof(StoredJson.Read))!.MakeGenericMethod(type).CreateDelegate<Func<ReadOnlyMemory<byte>, object>>()(Encoding.UTF8.GetBytes(json));

    /// <summary>Every property of a document, at any depth, with the path to what has it.</summary>
    private static IEnumerable<(object[] Path, string Name)> Properties(JsonNode? node, object[] path) => node switch
    {
        JsonArray array => array.SelectMany((item, i) => Properties(item, [.. path, i])),
        JsonObject properties => properties.SelectMany(p => Properties(p.Value, [.. path, p.Key]).Prepend((path, p.Key))),
        _ => [],
    };

    private static JsonNode At(JsonNode node, object[] path) => path.Aggregate(node, (at, step) => step is int i ? at[i]! : at[(string)step]!);
}
