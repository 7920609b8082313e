using Router.Domain.Routing.Conditions;

namespace Router.Domain.Routing;

/// <summary>
/// The one text that a route's condition needs, as a number beside those of the other routes: most of many routes are passed by with a
/// look at it, and the conditions of the others are evaluated in order as if there were no guards.
/// </summary>
internal sealed class RouteGuards
{
    /// <summary>How many numbers an event has: one for each of the fields that may guard, and one for routes without a guard.</summary>
    public const int Size = MostFields + 1;

    private const int MostFields = 8;

    /// <summary>The number of an absent value: that of no text, which is odd.</summary>
    private const int Absent = 0;

    /// <summary>The number of what may be any text.</summary>
    private const int Any = 2;

    private readonly List<Field> _fields = [];
    private readonly (int Field, int Number)[] _guards;

    public RouteGuards(ImmutableArray<CompiledRoute> routes) => _guards = [.. routes.Select(Guard)];

    /// <summary>Reads the numbers of an event.</summary>
    /// <param name="input">The event.</param>
    /// <param name="numbers"><see cref="Size"/> of them.</param>
    public void Read(ConditionInput input, Span<int> numbers)
    {
        for (var i = 0; i < _fields.Count; i++)
        {
            numbers[i] = _fields[i].Type == FieldType.Projects && input.Event.Projects.AsSpan().Length > 1 ? Any
                : _fields[i].Text(input) is { } text ? Number(text)
                : Absent;
        }

        numbers[MostFields] = Any;
    }

    /// <summary>False when the route's condition can't hold.</summary>
    public bool MayMatch(int route, ReadOnlySpan<int> numbers)
    {
        var (field, needed) = _guards[route];
        var number = numbers[field];
        return number == needed || number == Any;
    }

    private (int Field, int Number) Guard(CompiledRoute route)
    {
        if (route.When?.Needs is not { } needed)
            return (MostFields, Any);
        var field = _fields.FindIndex(f => f.Name == needed.Field.Name);
        if (field < 0 && _fields.Count < MostFields)
        {
            field = _fields.Count;
            _fields.Add(needed.Field);
        }

        return field < 0 ? (MostFields, Any) : (field, Number(needed.Text));
    }

    private static int Number(string text) => string.GetHashCode(text, StringComparison.Ordinal) | 1;
}
