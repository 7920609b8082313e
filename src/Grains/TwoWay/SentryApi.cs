using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Grains.Sinks;

namespace Router.Grains.TwoWay;

/// <summary>
/// The part of Sentry's API that the router uses: <c>GET</c> and <c>PUT /api/0/organizations/{organization}/issues/{id}/</c>, and
/// <c>GET /api/0/organizations/{organization}/issues/</c> (docs.sentry.io/api/events: "Retrieve an Issue", "Update an Issue",
/// "List an Organization's Issues"). One try each, with a bound on time and on what is read.
/// </summary>
internal sealed class SentryApi(IHttpClientFactory clients, TimeProvider time)
{
    private const int MaxIssueBytes = 1024 * 1024;
    private const int MaxDetail = 256;
    private const string AnyIssue = "?limit=1";

    /// <summary>How long a call may take in all.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Asks for an issue. Throws only when <paramref name="cancellationToken"/> ends it.</summary>
    public Task<SentryAnswer> GetAsync(SentryConfig sentry, string issue, CancellationToken cancellationToken) => CallAsync(HttpMethod.Get, sentry, Path(issue), null, cancellationToken);

    /// <summary>Asks for any one issue: whether the organisation is there and the token may see issues.</summary>
    public Task<SentryAnswer> ListAsync(SentryConfig sentry, CancellationToken cancellationToken) => CallAsync(HttpMethod.Get, sentry, AnyIssue, null, cancellationToken);

    /// <summary>Changes an issue. Throws only when <paramref name="cancellationToken"/> ends it.</summary>
    public Task<SentryAnswer> PutAsync(SentryConfig sentry, string issue, byte[] body, CancellationToken cancellationToken) => CallAsync(HttpMethod.Put, sentry, Path(issue), body, cancellationToken);

    private async Task<SentryAnswer> CallAsync(HttpMethod method, SentryConfig sentry, string path, byte[]? body, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var message = Message(method, sentry, path, body);
        try
        {
            using var answer = await clients.CreateClient(SinkHttp.Client(sentry.AllowPrivate)).SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var now = time.GetUtcNow();
            var result = SinkAnswer.Classify((int)answer.StatusCode, SinkAnswer.RetryAfter(answer.Headers.RetryAfter, now));
            var text = await ReadAsync(answer, either.Token);
            var pause = SentryLimits.PauseUntil(answer, now);
            if (result.Verdict != SinkVerdict.Delivered)
                return new(result with { Detail = Detail(text, sentry) }, null, pause);
            if (method == HttpMethod.Put || path == AnyIssue)
                return new(result, null, pause);
            return SentryIssueReader.Read(text) is { } found
                ? new(result, found, pause)
                : new(new(SinkVerdict.Reject, FailureReason.Rejected, result.StatusCode, "the answer is no issue; is it Sentry's address?"), null, pause);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(new(SinkVerdict.Retry, FailureReason.Timeout, Detail: "no answer in time"));
        }
        catch (HttpRequestException failure) when (failure.InnerException is PrivateAddressException)
        {
            return new(new(SinkVerdict.Reject, FailureReason.PrivateAddress, Detail: SinkHttp.PrivateDetail));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            var kind = (failure as HttpRequestException)?.HttpRequestError.ToString() ?? nameof(IOException);
            return new(new(SinkVerdict.Retry, FailureReason.Network, Detail: failure.InnerException is SocketException socket ? $"{kind}: {socket.SocketErrorCode}" : kind));
        }
    }

    private static string Path(string issue) => $"{Uri.EscapeDataString(issue)}/";

    private static HttpRequestMessage Message(HttpMethod method, SentryConfig sentry, string path, byte[]? body)
    {
        var url = new Uri($"{sentry.Url.AbsoluteUri.TrimEnd('/')}/api/0/organizations/{sentry.Organization}/issues/{path}");
        var message = new HttpRequestMessage(method, url);
        message.Headers.Authorization = new("Bearer", sentry.Token);
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("Orleans.Router", typeof(SentryApi).Assembly.GetName().Version?.ToString(3)));
        if (body is not null)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = new("application/json");
        }

        return message;
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while (text.Length < MaxIssueBytes && (read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
            text.Write(buffer, 0, read);
        return text.ToArray();
    }

    private static string? Detail(byte[] body, SentryConfig sentry)
    {
        var text = PlainText.OneLine(Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 4 * MaxDetail))).Replace(sentry.Token, "***", StringComparison.OrdinalIgnoreCase);
        return text.Length == 0 ? null : PlainText.Cut(text, MaxDetail);
    }
}
