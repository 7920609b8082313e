using Router.Domain.Configuration;
using Router.Domain.Replay.Timelines;

namespace Router.Silo.Commands;

/// <summary><c>router replay --timeline</c>: runs a timeline through the router's decisions, in this process and in virtual time, and says what went otherwise.</summary>
internal static class TimelineReplay
{
    /// <exception cref="CommandException">A file can't be read, or something went otherwise than the timeline says.</exception>
    public static async Task RunAsync(string path, string? configPath, CommandServices services, TextWriter output, CancellationToken cancellationToken)
    {
        var config = configPath is null ? null : await ConfigAsync(configPath, services, cancellationToken);
        var result = Timeline.Parse(await ReplayCommand.ReadAsync(path, cancellationToken), config).Run();
        foreach (var line in result.Log)
            await output.WriteLineAsync(line);
        foreach (var problem in result.Problems)
            await output.WriteLineAsync($"{path}:{problem.Line}: {problem.Message}");
        if (!result.Problems.IsEmpty)
            throw new CommandException($"{path}: {result.Problems.Length} of it went otherwise");
        await output.WriteLineAsync($"{path}: all went as it says");
    }

    /// <summary>As a draft: what references name is not needed to route.</summary>
    private static async Task<RouterConfig> ConfigAsync(string path, CommandServices services, CancellationToken cancellationToken)
    {
        var result = ConfigDocument.ParseDraft(await ReplayCommand.ReadAsync(path, cancellationToken), services.Time.GetUtcNow());
        return result.Config ?? throw new CommandException(result.Diagnostics.First(d => d.IsError).ToString(path));
    }
}
