using System.Text.RegularExpressions;

namespace Router.Deploy.Tests;

/// <summary>A Dockerfile, read as far as the tests need it.</summary>
/// <param name="Instructions">In their order, with continued lines joined.</param>
internal sealed record Dockerfile(IReadOnlyList<DockerInstruction> Instructions)
{
    /// <summary>The product's.</summary>
    public static Dockerfile Product { get; } = Parse(Repository.Read("deploy/Dockerfile"));

    /// <summary>What the stage that builds does, and what the one that is shipped is.</summary>
    public IEnumerable<DockerInstruction> Stage(int number) => Instructions.Where(instruction => instruction.Stage == number);

    public static Dockerfile Parse(string text)
    {
        var stage = -1;
        var instructions = new List<DockerInstruction>();
        foreach (var line in Regex.Replace(text, @"\\\r?\n\s*", "").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var words = line.Split(' ', 2, StringSplitOptions.TrimEntries);
            stage += words[0] == "FROM" ? 1 : 0;
            instructions.Add(new(stage, words[0], words[1]));
        }

        return new(instructions);
    }
}

/// <summary>One instruction.</summary>
/// <param name="Stage">The stage, from 0.</param>
/// <param name="Keyword">Such as COPY.</param>
/// <param name="Arguments">The rest of the line.</param>
internal sealed record DockerInstruction(int Stage, string Keyword, string Arguments)
{
    /// <summary>The words that are no options.</summary>
    public string[] Words => [.. Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !word.StartsWith("--", StringComparison.Ordinal))];
}
