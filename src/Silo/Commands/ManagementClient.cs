using System.Globalization;
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
    /// <summary>Asks, and answers the JSON of a success; null for a success without a body.</summary>
    /// <exception cref="CommandException">The key can't be read, nobody answers, or the answer is no success.</exception>
    public async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(url, path));
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
        var text = await AskAsync(request, cancellationToken);
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new CommandException($"{url.Authority} answered something that is not JSON; is it a router?", exception);
        }
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
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ReadKey());
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? text
                : throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"{url.Authority} answered {(int)response.StatusCode}: {Reason(text)}"));
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            throw new CommandException($"no router answers at {url.GetLeftPart(UriPartial.Authority)}: {exception.Message}", exception);
        }
    }

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
