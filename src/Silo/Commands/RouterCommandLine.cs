using System.CommandLine;
using System.CommandLine.Invocation;

namespace Router.Silo.Commands;

/// <summary>The command line of the executable: its verbs, and how a result becomes an exit code.</summary>
internal static class RouterCommandLine
{
    /// <summary>Reads the arguments, does what they say, and answers an <see cref="ExitCode"/>.</summary>
    public static async Task<int> InvokeAsync(string[] arguments, CommandServices services, TextWriter output, TextWriter error)
    {
        var result = Build(services).Parse(arguments.Length == 0 ? ["--help"] : arguments);
        // The host handles signals itself: a time limit here would cut its clean stop short.
        var invocation = new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = null };
        if (result.Action is not ParseErrorAction)
            return await result.InvokeAsync(invocation);

        foreach (var problem in result.Errors)
            await error.WriteLineAsync($"router: {problem.Message}");
        await error.WriteLineAsync($"Try: {string.Join(' ', Path(result.CommandResult.Command))} --help");
        return ExitCode.Usage;
    }

    private static RootCommand Build(CommandServices services) => new("Routes Sentry's alerts to channels, and says when they are over.")
    {
        RunCommand.Create(services),
        CheckCommand.Create(),
        SendSampleCommand.Create(services),
        SecretCommand.Create(services),
        PushUrlCommand.Create(services),
        AlertActionCommand.Create(services),
        ExplainCommand.Create(services),
        ReplayCommand.Create(services),
        ConfigCommand.Create(services),
        MigrateCommand.Create(),
        HealthCommand.Create(services),
        BackupCommand.Create(),
    };

    private static IEnumerable<string> Path(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? ["router"] : Path(parent).Append(command.Name);
    }
}
