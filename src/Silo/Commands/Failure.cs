using System.CommandLine;

namespace Router.Silo.Commands;

/// <summary>Tells a verb's user in one line why it failed.</summary>
internal static class Failure
{
    /// <summary>The action with <see cref="CommandException"/> as a line of error output and <see cref="ExitCode.Failed"/>.</summary>
    public static Func<ParseResult, CancellationToken, Task<int>> Told(Func<ParseResult, CancellationToken, Task> action) =>
        async (parsed, cancellationToken) =>
        {
            try
            {
                await action(parsed, cancellationToken);
                return ExitCode.Ok;
            }
            catch (CommandException exception)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"router: {exception.Message}");
                return ExitCode.Failed;
            }
        };
}
