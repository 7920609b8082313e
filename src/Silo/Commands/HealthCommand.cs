using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Router.Silo.Commands;

/// <summary><c>router health</c>: whether a running router is ready, for supervisors that run a command where there is neither shell nor curl.</summary>
internal static class HealthCommand
{
    public static Command Create(CommandServices services)
    {
        var url = HttpUrl.OfRunningRouter();
        var health = new Command("health", "Ask a running router for /health/ready: exit 0 when it is ready, else 1 and why.") { url };
        health.SetAction(Failure.Told((parsed, cancellationToken) =>
            AskAsync(services.Http, new(parsed.GetRequiredValue(url), "health/ready"), parsed.InvocationConfiguration.Output, cancellationToken)));
        return health;
    }

    private static async Task AskAsync(HttpClient http, Uri url, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(url, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw new CommandException($"{url} answered {(int)response.StatusCode}: {Reason(await response.Content.ReadAsStringAsync(cancellationToken))}");
            await output.WriteLineAsync("ready");
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            throw new CommandException($"no router answers at {url.GetLeftPart(UriPartial.Authority)}: {exception.Message}", exception);
        }
    }

    private static string Reason(string answer)
    {
        try
        {
            return JsonNode.Parse(answer) is JsonObject json && json["reason"] is { } reason ? reason.ToString() : answer;
        }
        catch (JsonException)
        {
            return answer;
        }
    }
}
