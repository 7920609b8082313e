using System.CommandLine;

namespace Router.Silo.Commands;

/// <summary><c>router push-url</c>: shows an integration's whole push URL.</summary>
internal static class PushUrlCommand
{
    public static Command Create(CommandServices services)
    {
        var integration = new Argument<string>("INTEGRATION") { Description = "The integration's id" };
        var router = new RunningRouterOptions();
        var command = new Command("push-url", "Show an integration's push URL: the Webhook URL to enter in Sentry.") { integration };
        router.AddTo(command);
        command.SetAction(Failure.Told(async (parsed, cancellationToken) =>
        {
            var path = $"api/v1/integrations/{Uri.EscapeDataString(parsed.GetRequiredValue(integration))}/push-url";
            var answer = await router.Client(parsed, services).SendAsync(HttpMethod.Get, path, null, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(answer?["url"]?.GetValue<string>());
        }));
        return command;
    }
}
