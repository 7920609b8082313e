using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Router.Silo.Commands;

/// <summary><c>router alert-action</c>: prints the schema that Sentry's form asks for.</summary>
internal static class AlertActionCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Create(CommandServices services)
    {
        var integration = new Argument<string>("INTEGRATION") { Description = "The integration's id" };
        var router = new RunningRouterOptions();
        var command = new Command("alert-action", "Print the UI component of the Alert Rule Action: to paste into the integration's Schema in Sentry.") { integration };
        router.AddTo(command);
        command.SetAction(Failure.Told(async (parsed, cancellationToken) =>
        {
            var path = $"sentry/{Uri.EscapeDataString(parsed.GetRequiredValue(integration))}/schema";
            var answer = await router.Client(parsed, services).SendAsync(HttpMethod.Get, path, null, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(answer?.ToJsonString(Indented));
        }));
        return command;
    }
}
