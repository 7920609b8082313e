using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Router.Domain.Configuration;

namespace Router.Silo.Commands;

/// <summary><c>router config get</c>, <c>apply</c> and <c>history</c>: the config of the running router.</summary>
internal static class ConfigCommand
{
    public static Command Create(CommandServices services) => new("config", "The config of the running router.") { Get(services), Apply(services), History(services) };

    private static Command Get(CommandServices services)
    {
        var router = new RunningRouterOptions();
        var get = new Command("get", "Print the config in force; secrets show as ***.");
        router.AddTo(get);
        get.SetAction(Failure.Told(async (parsed, cancellationToken) =>
            await parsed.InvocationConfiguration.Output.WriteAsync((await router.Client(parsed, services).GetConfigAsync(cancellationToken)).Text)));
        return get;
    }

    private static Command Apply(CommandServices services)
    {
        var file = new Argument<string>("FILE") { Description = "The config; *** keeps a secret" };
        var reason = new Option<string?>("--reason") { Description = "Why, for the history", HelpName = "TEXT" };
        var router = new RunningRouterOptions();
        var apply = new Command("apply", "Put a config in force.") { file, reason };
        router.AddTo(apply);
        apply.SetAction(Failure.Told(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(file);
            var text = await ReadAsync(path, cancellationToken);
            var client = router.Client(parsed, services);
            var (isInForce, answer) = await client.PutConfigAsync(text, (await client.GetConfigAsync(cancellationToken)).Tag, parsed.GetValue(reason), cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            foreach (var finding in answer[isInForce ? "warnings" : "errors"]?.AsArray() ?? [])
                await output.WriteLineAsync(Finding(finding!).ToString(path));
            if (!isInForce)
                throw new CommandException($"{path}: {answer["detail"]}");
            await output.WriteLineAsync($"{path}: in force as version {answer["version"]}");
        }));
        return apply;
    }

    private static Command History(CommandServices services)
    {
        var limit = new Option<int>("--limit") { Description = "The most versions", HelpName = "N", DefaultValueFactory = _ => 20 };
        var router = new RunningRouterOptions();
        var history = new Command("history", "List the versions of the config, the newest first.") { limit };
        router.AddTo(history);
        history.SetAction(Failure.Told(async (parsed, cancellationToken) =>
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"api/v1/config/history?limit={parsed.GetValue(limit)}");
            var answer = await router.Client(parsed, services).SendAsync(HttpMethod.Get, path, null, cancellationToken);
            foreach (var item in answer?["items"]?.AsArray() ?? [])
                await parsed.InvocationConfiguration.Output.WriteLineAsync(Line(item!));
            if (answer?["next"] is not null)
                await parsed.InvocationConfiguration.Output.WriteLineAsync("... and older ones.");
        }));
        return history;
    }

    private static ConfigDiagnostic Finding(JsonNode item) => new(
        item["level"]?.GetValue<string>() == "error" ? ConfigDiagnosticLevel.Error : ConfigDiagnosticLevel.Warning,
        item["line"]!.GetValue<int>(),
        item["column"]!.GetValue<int>(),
        item["path"]!.GetValue<string>(),
        item["message"]!.GetValue<string>());

    private static string Line(JsonNode item)
    {
        var at = item["at"]!.GetValue<DateTime>().ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var reason = item["reason"] is { } why ? $": {why}" : "";
        return $"{(item["isCurrent"]!.GetValue<bool>() ? '*' : ' ')} {item["version"],4}  {at}  {item["author"]}{reason}";
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
}
