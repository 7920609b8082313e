using System.CommandLine;

namespace Router.Silo.Commands;

/// <summary><c>router run</c>: serves until it is stopped.</summary>
internal static class RunCommand
{
    public static Command Create(CommandServices services)
    {
        var urls = new Option<string?>("--urls") { Description = "Where to listen, several separated by ';' [default: http://localhost:8080]", HelpName = "URL" };
        var data = new Option<string?>("--data") { Description = "The data folder [default: ./data]", HelpName = "DIR" };
        var config = new Option<string?>("--config") { Description = "The config; the API then can't change it [default: DIR/router.yaml]", HelpName = "FILE" };
        var role = new Option<string?>("--role") { Description = "What this process does [default: all]", HelpName = "all|silo|api" };
        role.AcceptOnlyFromAmong("all", "silo", "api");

        var command = new Command("run", "Serve until stopped by SIGTERM or Ctrl-C.") { urls, data, config, role };
        command.SetAction((parsed, cancellationToken) => services.Run(
            new RunArguments
            {
                Urls = parsed.GetValue(urls),
                Data = parsed.GetValue(data),
                Config = parsed.GetValue(config),
                Role = parsed.GetValue(role),
            },
            cancellationToken));
        return command;
    }
}
