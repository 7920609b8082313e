using System.CommandLine;
using Router.Domain.Configuration;
using Router.Silo.Configuration;

namespace Router.Silo.Commands;

/// <summary><c>router check</c>: reads a config as the router would, and says everything that is wrong with it.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The config" };
        var strict = new Option<bool>("--strict") { Description = "Warnings are errors" };
        var command = new Command("check", "Check a config file: errors as FILE:line: path: message.") { file, strict };
        command.SetAction(Failure.Told(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(file);
            var found = ConfigFile.Parse(path, await ReadAsync(path, cancellationToken)).Diagnostics;
            foreach (var diagnostic in found)
                await parsed.InvocationConfiguration.Output.WriteLineAsync(diagnostic.ToString(path));
            var errors = found.Count(diagnostic => diagnostic.IsError);
            var warnings = found.Length - errors;
            if (errors > 0 || (warnings > 0 && parsed.GetValue(strict)))
                throw new CommandException($"{path}: {Counted(errors, "error")}, {Counted(warnings, "warning")}");
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{path}: good{(warnings > 0 ? $", {Counted(warnings, "warning")}" : "")}");
        }));
        return command;
    }

    private static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(exception.Message, exception);
        }
    }

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
