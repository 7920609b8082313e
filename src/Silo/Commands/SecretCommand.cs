using System.CommandLine;

namespace Router.Silo.Commands;

/// <summary><c>router secret set</c>: gives an integration Sentry's client secret, read from standard input and never from the command line.</summary>
internal static class SecretCommand
{
    public static Command Create(CommandServices services)
    {
        var integration = new Argument<string>("INTEGRATION") { Description = "The integration's id" };
        var router = new RunningRouterOptions();
        var set = new Command("set", "Set an integration's client secret, read from standard input.") { integration };
        router.AddTo(set);
        set.SetAction(Failure.Told(async (parsed, cancellationToken) =>
        {
            var id = parsed.GetRequiredValue(integration);
            var secret = services.ReadSecret($"Client secret of {id}: ")?.Trim();
            if (string.IsNullOrEmpty(secret))
                throw new CommandException("no client secret on standard input");
            var path = $"api/v1/integrations/{Uri.EscapeDataString(id)}/secret";
            await router.Client(parsed, services).SendAsync(HttpMethod.Put, path, new() { ["clientSecret"] = secret }, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"The client secret of {id} is set.");
        }));
        return new("secret", "Sentry's client secrets.") { set };
    }
}
