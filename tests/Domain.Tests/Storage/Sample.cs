using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Serialization;
using Router.Domain.Alerts;
using Router.Domain.Issues;

namespace Router.Domain.Tests.Storage;

/// <summary>A value of any stored type with something in every property, all the way down.</summary>
internal static class Sample
{
    private const int Deepest = 12;

    private static readonly Dictionary<Type, object> Known = new()
    {
        [typeof(string)] = "text",
        [typeof(bool)] = true,
        [typeof(int)] = 3,
        [typeof(long)] = 4L,
        [typeof(sbyte)] = (sbyte)1,
        [typeof(ulong)] = 5UL,
        [typeof(uint)] = 6U,
        [typeof(double)] = 0.5,
        [typeof(DateTimeOffset)] = Alert.T0,
        [typeof(TimeSpan)] = TimeSpan.FromMinutes(7),
        [typeof(Uri)] = new Uri("https://sink.example/"),
        [typeof(IssueKey)] = IssueKey.Issue("web", "42"),
        [typeof(DeliveryWindow)] = DeliveryWindow.Empty,
    };

    public static object Of(Type type, int depth = 0)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Of(underlying, depth);
        if (Known.TryGetValue(type, out var known))
            return known;
        if (type.IsEnum)
            return Enum.GetValues(type).Cast<object>().Last();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return Immutable(type.GetGenericArguments()[0], depth);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return OneOf(type.GetGenericArguments()[0], depth);
        if (typeof(IDictionary).IsAssignableFrom(type) && type.GetGenericArguments() is [var key, var value])
            return Dictionary(type, key, value, depth);
        return Record(type, depth);
    }

    /// <summary>The properties of a type that are stored.</summary>
    public static IEnumerable<PropertyInfo> Stored(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.SetMethod is not null && p.GetIndexParameters().Length == 0 && p.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition is null or not JsonIgnoreCondition.Always);

    private static Array OneOf(Type element, int depth)
    {
        var one = Array.CreateInstance(element, depth < Deepest ? 1 : 0);
        if (one.Length > 0)
            one.SetValue(Of(element, depth + 1), 0);
        return one;
    }

    private static object Immutable(Type element, int depth)
    {
        var create = typeof(ImmutableArray).GetMethods().Single(m => m.Name == nameof(ImmutableArray.Create) && m.GetParameters() is [{ ParameterType: { IsArray: true } }] && m.GetGenericArguments().Length == 1);
        return create.MakeGenericMethod(element).Invoke(null, [OneOf(element, depth)])!;
    }

    private static object Dictionary(Type type, Type key, Type value, int depth)
    {
        var empty = type.GetField("Empty")!.GetValue(null)!;
        return type.GetMethod("Add", [key, value])!.Invoke(empty, [Of(key, depth + 1), Of(value, depth + 1)])!;
    }

    private static object Record(Type type, int depth)
    {
        if (depth > Deepest)
            throw new InvalidOperationException($"{type.Name} holds itself without end.");
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault();
        var made = constructor is null ? Activator.CreateInstance(type)! : constructor.Invoke([.. constructor.GetParameters().Select(p => Of(p.ParameterType, depth + 1))]);
        foreach (var property in Stored(type))
            property.SetValue(made, Of(property.PropertyType, depth + 1));
        return made;
    }
}
