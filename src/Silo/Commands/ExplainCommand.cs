using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Router.Domain.Alerts;

namespace Router.Silo.Commands;

/// <summary><c>router explain</c>: tells what became of a webhook, or of the last webhooks of an issue.</summary>
internal static class ExplainCommand
{
    private const int LastReceipts = 20;

    public static Command Create(CommandServices services)
    {
        var subject = new Argument<string>("RECEIPT|ISSUE") { Description = "A receipt's id, or an issue: its key, or its id in Sentry" };
        var json = new Option<bool>("--json") { Description = "Print the API's JSON" };
        var router = new RunningRouterOptions();
        var command = new Command("explain", "Explain what became of a webhook, or of an issue's last webhooks.") { subject, json };
        router.AddTo(command);
        command.SetAction(Failure.Told(async (parsed, cancellationToken) =>
        {
            var (client, text) = (router.Client(parsed, services), parsed.GetRequiredValue(subject));
            var output = parsed.InvocationConfiguration.Output;
            await (ReceiptId.TryParse(text, out _)
                ? ReceiptAsync(client, text, parsed.GetValue(json), output, cancellationToken)
                : IssueAsync(client, text, parsed.GetValue(json), output, cancellationToken));
        }));
        return command;
    }

    private static async Task ReceiptAsync(ManagementClient client, string receipt, bool isJson, TextWriter output, CancellationToken cancellationToken)
    {
        var path = $"api/v1/receipts/{receipt}";
        if (isJson)
            await output.WriteLineAsync((await client.SendAsync(HttpMethod.Get, path, null, cancellationToken))?.ToJsonString());
        else
            await output.WriteAsync(await client.GetTextAsync(path, cancellationToken));
    }

    private static async Task IssueAsync(ManagementClient client, string text, bool isJson, TextWriter output, CancellationToken cancellationToken)
    {
        var issue = await FindAsync(client, text, cancellationToken);
        var key = issue?["key"]?.GetValue<string>() ?? text;
        var path = string.Create(CultureInfo.InvariantCulture, $"api/v1/receipts?issue={Uri.EscapeDataString(key)}&limit={LastReceipts}");
        var receipts = await client.SendAsync(HttpMethod.Get, path, null, cancellationToken);
        var items = receipts?["items"]?.AsArray() ?? [];
        if (issue is null && items.Count == 0)
            throw new CommandException($"no issue or receipt '{text}' is known; an issue's key looks like web|issue|1234");
        if (isJson)
        {
            await output.WriteLineAsync(new JsonObject { ["issue"] = issue?.DeepClone(), ["receipts"] = receipts?.DeepClone() }.ToJsonString());
            return;
        }

        await output.WriteLineAsync(State(key, issue));
        foreach (var item in items)
            await output.WriteLineAsync(Line(item!));
        if (receipts?["next"] is not null)
            await output.WriteLineAsync("  ... and older ones.");
        if (items.Count > 0)
            await output.WriteLineAsync($"More of one: router explain {items[0]!["id"]}");
    }

    /// <summary>The issue in the list of issues; null when it isn't there.</summary>
    private static async Task<JsonNode?> FindAsync(ManagementClient client, string text, CancellationToken cancellationToken)
    {
        var answer = await client.SendAsync(HttpMethod.Get, $"api/v1/issues?q={Uri.EscapeDataString(text)}&limit=500", null, cancellationToken);
        var found = (answer?["items"]?.AsArray() ?? []).OfType<JsonNode>().Where(item => Names(item["key"]!.GetValue<string>(), text)).ToList();
        return found.Count <= 1
            ? found.FirstOrDefault()
            : throw new CommandException($"'{text}' is more than one issue: {string.Join(", ", found.Select(item => item["key"]))}");
    }

    private static bool Names(string key, string text) => key == text || key.EndsWith($"|{text}", StringComparison.Ordinal);

    private static string State(string key, JsonNode? issue)
    {
        if (issue is null)
            return $"Issue {key} is not in the list of issues; its last webhooks:";
        var channels = issue["channels"]!.AsArray() is { Count: > 0 } reached ? $", in {string.Join(", ", reached)}" : "";
        return $"Issue {key}, \"{OneLine(issue["title"])}\", is {issue["status"]} ({issue["severity"]}){channels}; {issue["count"]} events, the last at {Time(issue["lastSeen"])}. Its last webhooks (UTC):";
    }

    private static string Line(JsonNode item)
    {
        var suppressed = item["suppressed"] is { } why ? $", nobody told: {why}" : "";
        var channels = item["channels"]!.AsArray() is { Count: > 0 } to ? $" -> {string.Join(", ", to)}" : "";
        return $"  {Time(item["at"])}  {item["id"],-8}  {item["resource"]}.{item["action"]}: {item["outcome"]}, {item["reason"]}{suppressed}{channels}";
    }

    private static string Time(JsonNode? time) =>
        time is null ? "" : time.GetValue<DateTime>().ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string OneLine(JsonNode? text) => string.Concat((text?.ToString() ?? "").Select(c => char.IsControl(c) ? ' ' : c));
}
