using System.Collections.Frozen;
using System.Text;

namespace Router.Domain;

/// <summary>The snake_case name that an enum value has outside: in answers, logs, metrics and receipts.</summary>
public static class SnakeCase
{
    /// <summary>The name of <paramref name="value"/>: <c>SameDelivery</c> is <c>same_delivery</c>.</summary>
    public static string Of<T>(T value) where T : struct, Enum => Names<T>.ByValue[value];

    private static class Names<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> ByValue = Enum.GetValues<T>().ToFrozenDictionary(v => v, v => Convert(v.ToString()));
    }

    private static string Convert(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
