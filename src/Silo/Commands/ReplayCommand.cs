using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Router.Silo.Commands;

/// <summary><c>router replay</c>: what another config would have changed about the notifications of the last days.</summary>
internal static class ReplayCommand
{
    /// <summary>The exit code for a difference, with <c>--fail-on-change</c>.</summary>
    public const int Changed = 2;

    public static Command Create(CommandServices services)
    {
        var config = new Option<string>("--config") { Description = "The config to try", HelpName = "FILE" };
        var timeline = new Option<string>("--timeline") { Description = "Run a timeline instead, without a router, and say what went otherwise", HelpName = "FILE" };
        var since = new Option<string>("--since") { Description = "How far back: 90m, 24h, 7d", HelpName = "DURATION", DefaultValueFactory = _ => "7d" };
        var examples = new Option<int>("--examples") { Description = "The most examples of each kind", HelpName = "N", DefaultValueFactory = _ => 20 };
        var fail = new Option<bool>("--fail-on-change") { Description = "Exit with 2 when there is any difference" };
        var json = new Option<bool>("--json") { Description = "Print the answer as JSON" };
        var router = new RunningRouterOptions();
        var command = new Command("replay", "Replay recorded events through another config; nobody is notified.") { config, timeline, since, examples, fail, json };
        command.Validators.Add(result =>
        {
            if (result.GetResult(config) is null && result.GetResult(timeline) is null)
                result.AddError("--config or --timeline is missing");
        });
        router.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(timeline) is { } story)
                return await Failure.Told((p, token) => TimelineReplay.RunAsync(story, p.GetValue(config), services, p.InvocationConfiguration.Output, token))(parsed, cancellationToken);
            var changed = false;
            var code = await Failure.Told(async (p, token) =>
            {
                var answer = await router.Client(p, services).SendAsync(HttpMethod.Post, "api/v1/replay", new()
                {
                    ["config"] = await ReadAsync(p.GetRequiredValue(config), token),
                    ["since"] = p.GetValue(since),
                    ["examples"] = p.GetValue(examples),
                }, token) ?? throw new CommandException("the router answered nothing");
                changed = Kinds.Any(kind => Count(answer, kind) > 0);
                var output = p.InvocationConfiguration.Output;
                if (p.GetValue(json))
                    await output.WriteLineAsync(answer.ToJsonString());
                else
                    await PrintAsync(answer, output);
            })(parsed, cancellationToken);
            return code == ExitCode.Ok && changed && parsed.GetValue(fail) ? Changed : code;
        });
        return command;
    }

    private static readonly string[] Kinds = ["new", "gone", "moved"];

    private static async Task PrintAsync(JsonNode answer, TextWriter output)
    {
        await output.WriteLineAsync($"{answer["events"]} events from {answer["from"]} to {answer["to"]}, compared with config version {answer["configVersion"]}");
        if (answer["cut"]?.GetValue<bool>() == true)
            await output.WriteLineAsync("cut: there is more than one replay takes; only the part above was replayed, or counted");
        foreach (var warning in answer["warnings"] as JsonArray ?? [])
            await output.WriteLineAsync($"warning: {warning}");
        await output.WriteLineAsync($"notifications: {answer["before"]} before, {answer["after"]} after; {string.Join(", ", Kinds.Select(k => string.Create(CultureInfo.InvariantCulture, $"{Count(answer, k)} {k}")))}");
        foreach (var kind in Kinds)
        {
            foreach (var example in answer[kind]?["examples"] as JsonArray ?? [])
                await output.WriteLineAsync(kind == "moved" ? $"moved  {Line(example!["before"]!)} -> {Place(example["after"]!)}" : $"{kind,-5}  {Line(example!)}");
            var left = Count(answer, kind) - ((answer[kind]?["examples"] as JsonArray)?.Count ?? 0);
            if (left > 0)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{kind,-5}  ... and {left} more"));
        }
    }

    private static int Count(JsonNode answer, string kind) => answer[kind]?["count"]?.GetValue<int>() ?? 0;

    private static string Line(JsonNode item) => $"{Place(item)} {item["type"]} {item["severity"]} {item["issue"]} {item["title"]}";

    private static string Place(JsonNode item) => $"{item["at"]} {item["channel"]}/{item["sink"]}";

    /// <summary>The text of a file.</summary>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
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
