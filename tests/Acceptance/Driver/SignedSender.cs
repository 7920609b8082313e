using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Router.Api.Sentry.Samples;

namespace Router.Acceptance.Driver;

/// <summary>Sends Sentry webhooks to one push URL as Sentry does: signed, once.</summary>
public sealed class SignedSender(Uri pushUrl, string clientSecret) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>Options of a fresh event, happening now.</summary>
    public static SentrySampleOptions Fresh(string? issueId = null) =>
        new() { EventId = Guid.NewGuid(), Timestamp = TimeProvider.System.GetUtcNow(), IssueId = issueId };

    /// <summary>Sends webhooks of an issue of their own until one is taken: on a busy machine the first after a start may be too slow for the answer's bound.</summary>
    public Task WarmUpAsync() =>
        Eventually.FitsAsync(() => SendAsync("event_alert.triggered", "1"), answer => answer.IsAccepted, "the first webhook to be taken", TimeSpan.FromSeconds(30));

    public Task<WebhookAnswer> SendAsync(string name, string? issueId = null) => SendAsync(SentrySample.Create(name, Fresh(issueId)));

    /// <summary>Sends a sample with another text in place of one of its own.</summary>
    public Task<WebhookAnswer> SendAsync(SentrySample sample, string text, string other)
    {
        var body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(sample.Body.Span).Replace(text, other, StringComparison.Ordinal));
        return SendAsync(sample, body, Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(clientSecret), body)));
    }

    /// <summary>Sends a sample, signed with the sender's secret or the given signature.</summary>
    public Task<WebhookAnswer> SendAsync(SentrySample sample, string? signature = null) => SendAsync(sample, sample.Body, signature ?? sample.Sign(clientSecret));

    private async Task<WebhookAnswer> SendAsync(SentrySample sample, ReadOnlyMemory<byte> body, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, pushUrl) { Content = new ReadOnlyMemoryContent(body) };
        foreach (var (name, value) in sample.Headers)
        {
            if (name == "Content-Type")
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }

        if (sample.IsSigned)
            request.Headers.Add("Sentry-Hook-Signature", signature);
        try
        {
            using var response = await _http.SendAsync(request);
            return Read((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException)
        {
            return WebhookAnswer.None;
        }
        catch (TaskCanceledException)
        {
            return WebhookAnswer.None;
        }
    }

    public void Dispose() => _http.Dispose();

    private static WebhookAnswer Read(int status, string body)
    {
        if (status != 202)
            return new(status, null, null, null, body);
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        return new(status, root.GetProperty("receipt").GetString(), root.GetProperty("outcome").GetString(), root.GetProperty("reason").GetString(), body);
    }
}
