using System.Text.RegularExpressions;

namespace Router.Domain.Configuration.Completion;

/// <summary>How a line begins: its dashes, and its key.</summary>
/// <param name="Dashes">The columns of the dashes, from 0.</param>
/// <param name="Column">The column of what follows them.</param>
/// <param name="Key">Its key; null when there is none, or only the beginning of one.</param>
/// <param name="Rest">What follows the key's colon, or the dashes when there is no key.</param>
internal sealed partial record LineHead(ImmutableArray<int> Dashes, int Column, string? Key, string Rest)
{
    /// <summary>Blank, or a comment.</summary>
    public bool IsNothing => Key is null && Dashes.IsEmpty && (Rest.Length == 0 || Rest[0] == '#');

    /// <summary>What belongs to the key stands on the lines below.</summary>
    public bool IsParent => Rest.TrimStart() is "" or ['#', ..];

    /// <summary>Reads a line, or its part before the cursor.</summary>
    public static LineHead Of(string line, bool isCursor)
    {
        var dashes = ImmutableArray.CreateBuilder<int>();
        var at = 0;
        while (true)
        {
            while (at < line.Length && line[at] == ' ')
                at++;
            if (at >= line.Length || line[at] != '-' || (at + 1 < line.Length ? line[at + 1] != ' ' : isCursor))
                break;
            dashes.Add(at++);
        }

        var rest = line[at..];
        var key = KeyPattern().Match(rest);
        return new(dashes.ToImmutable(), at, key.Success ? key.Groups[1].Value : null, key.Success ? rest[key.Length..] : rest);
    }

    [GeneratedRegex("""^["']?([A-Za-z_][\w-]*)["']?:(?=\s|$)""")]
    private static partial Regex KeyPattern();
}
