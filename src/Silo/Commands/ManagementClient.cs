using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Router.Silo.Commands;

/// <summary>Talks to a running router's management API with its admin key.</summary>
/// <param name="http">Sends the requests.</param>
/// <param name="url">The router.</param>
/// <param name="keyFile">The file with the admin key.</param>
internal sealed class ManagementClient(HttpClient http, Uri url, string keyFile)
{
    private const string ConfigPath = "api/v1/config";

    /// <summary>Asks, and answers the JSON of a success; null for a success without a body.</summary>
    /// <exception cref="CommandException">The key can't be read, nobody answers, or the answer is no success.</exception>
    public async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(url, path));
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
        return Json(await AskAsync(request, cancellationToken));
    }

    /// <summary>Asks for the config's text and its version.</summary>
    /// <exception cref="CommandException">The key can't be read, nobody answers, or the answer is no success.</exception>
    public async Task<(string Text, string? Tag)> GetConfigAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(url, ConfigPath));
        var (status, tag, text) = await ExchangeAsync(request, cancellationToken);
        return ((int)status is >= 200 and < 300) ? (text, tag) : throw Refused(status, text);
    }

    /// <summary>Puts a config in force, if the version that the tag names still is; answers status and JSON of the router's answer, a 422 too.</summary>
    /// <exception cref="CommandException">The key can't be read, nobody answers, or the answer is neither a success nor a 422.</exception>
    public async Task<(bool IsInForce, JsonNode Answer)> PutConfigAsync(string text, string? tag, string? reason, CancellationToken cancellationToken)
    {
        var path = reason is null ? ConfigPath : $"{ConfigPath}?reason={Uri.EscapeDataString(reason)}";
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(url, path));
        request.Headers.TryAddWithoutValidation("If-Match", tag ?? "*");
        request.Content = new StringContent(text, new MediaTypeHeaderValue("application/yaml"));
        var (status, _, answer) = await ExchangeAsync(request, cancellationToken);
        return status is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity ? (status == HttpStatusCode.OK, Json(answer)!) : throw Refused(status, answer);
    }

    /// <summary>Asks for an answer to read, and answers its text.</summary>
    /// <exception cref="CommandException">The key can't be read, nobody answers, or the answer is no success.</exception>
    public async Task<string> GetTextAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(url, path));
        request.Headers.Accept.Add(new("text/plain"));
        return await AskAsync(request, cancellationToken);
    }

    private async Task<string> AskAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (status, _, text) = await ExchangeAsync(request, cancellationToken);
        return (int)status is >= 200 and < 300 ? text : throw Refused(status, text);
    }

    private async Task<(HttpStatusCode Status, string? Tag, string Text)> ExchangeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ReadKey());
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return (response.StatusCode, response.Headers.ETag?.ToString(), await response.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            throw new CommandException($"no router answers at {url.GetLeftPart(UriPartial.Authority)}: {exception.Message}", exception);
        }
    }

    private JsonNode? Json(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new CommandException($"{url.Authority} answered something that is not JSON; is it a router?", exception);
        }
    }

    private CommandException Refused(HttpStatusCode status, string text) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{url.Authority} answered {(int)status}: {Reason(text)}"));

    private string ReadKey()
    {
        try
        {
            return File.ReadAllText(keyFile).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the admin key can't be read: {exception.Message} (--key-file says where it is)", exception);
        }
    }

    private static string Reason(string problem)
    {
        try
        {
            return JsonNode.Parse(problem) is JsonObject json && (json["detail"] ?? json["title"]) is { } reason ? reason.ToString() : problem;
        }
        catch (JsonException)
        {
            return problem;
        }
    }
}
