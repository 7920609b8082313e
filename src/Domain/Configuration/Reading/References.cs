using System.Text;

namespace Router.Domain.Configuration.Reading;

/// <summary>Resolves <c>${env:NAME}</c> and <c>${file:PATH}</c>; <c>$${</c> is a literal <c>${</c>.</summary>
internal static class References
{
    /// <summary>The longest resolved value, in characters.</summary>
    public const int MaxLength = 64 * 1024;

    public static bool IsIn(string text) => text.Replace("$${", "", StringComparison.Ordinal).Contains("${", StringComparison.Ordinal);

    /// <summary>The text with every reference replaced, or null and what is wrong; the message names the reference, never a value.</summary>
    public static string? Resolve(string text, IConfigValues values, out string error)
    {
        error = "";
        var resolved = new StringBuilder();
        var rest = text.AsSpan();
        while (rest.IndexOf("${", StringComparison.Ordinal) is var at and >= 0)
        {
            if (at > 0 && rest[at - 1] == '$')
            {
                resolved.Append(rest[..(at - 1)]).Append("${");
                rest = rest[(at + 2)..];
                continue;
            }

            var end = rest[at..].IndexOf('}');
            if (end < 0)
            {
                error = "the } of a ${...} is missing";
                return null;
            }

            if (Value(rest.Slice(at + 2, end - 2).ToString(), values, out error) is not { } value)
                return null;
            resolved.Append(rest[..at]).Append(value);
            rest = rest[(at + end + 1)..];
            if (resolved.Length > MaxLength)
            {
                error = $"the value is longer than {MaxLength / 1024} KiB with its references";
                return null;
            }
        }

        return resolved.Append(rest).ToString();
    }

    private static string? Value(string reference, IConfigValues values, out string error)
    {
        error = "";
        switch (reference.Split(':', 2))
        {
            case ["env", { Length: > 0 } name]:
                if (values.Environment(name) is { } variable)
                    return variable;
                error = $"the environment variable {name} isn't set";
                return null;
            case ["file", { Length: > 0 } path]:
                if (values.File(path) is { } file)
                    return file.TrimEnd('\r', '\n');
                error = $"the file {path} can't be read";
                return null;
            default:
                error = "a ${...} is ${env:NAME} or ${file:PATH}; write $${ for a literal ${";
                return null;
        }
    }
}
