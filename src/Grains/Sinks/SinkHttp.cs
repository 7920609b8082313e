using System.Buffers;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>Posts to receivers: one attempt, no retry (the delivery queue retries, in order), with a bound on time and on what is read.</summary>
internal sealed class SinkHttp(IHttpClientFactory clients, TimeProvider time)
{
    /// <summary>The client that reaches public addresses only.</summary>
    public const string PublicClient = "router.sink.public";

    /// <summary>The client of what may be on private addresses: <c>allowPrivate</c>.</summary>
    public const string PrivateClient = "router.sink.private";

    /// <summary>What is said where only private addresses were found.</summary>
    public const string PrivateDetail = "The address is private; allowPrivate is off";

    /// <summary>The most bytes of an answer that are read.</summary>
    public const int MaxAnswerBytes = 4096;

    private const int MaxDetail = 512;

    /// <summary>How long an attempt may take in all.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The most bytes of an answer that is needed.</summary>
    public const int MaxNeededBytes = 256 * 1024;

    /// <summary>Makes the attempt. Throws only when <paramref name="cancellationToken"/> ends it.</summary>
    public async Task<SinkResult> PostAsync(SinkConfig sink, SinkRequest request, CancellationToken cancellationToken) =>
        (await SendAsync(sink, request, isNeeded: false, cancellationToken)).Result;

    /// <summary>Makes the attempt and gives what was answered to a 2xx, at most <see cref="MaxNeededBytes"/>: what is cut off there is no whole answer.</summary>
    public Task<(SinkResult Result, ReadOnlyMemory<byte> Answer)> ExchangeAsync(SinkConfig sink, SinkRequest request, CancellationToken cancellationToken) =>
        SendAsync(sink, request, isNeeded: true, cancellationToken);

    private async Task<(SinkResult Result, ReadOnlyMemory<byte> Answer)> SendAsync(SinkConfig sink, SinkRequest request, bool isNeeded, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var message = Message(request);
        try
        {
            var client = clients.CreateClient(Client(sink.AllowPrivate));
            using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var result = SinkAnswer.Classify((int)answer.StatusCode, SinkAnswer.RetryAfter(answer.Headers.RetryAfter, time.GetUtcNow()));
            if (result.Verdict != SinkVerdict.Delivered)
                return (result with { Detail = Detail(await ReadAsync(answer, MaxAnswerBytes, either.Token), request) }, default);
            return (result, isNeeded ? await ReadAsync(answer, MaxNeededBytes, either.Token) : default);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (deadline.IsCancellationRequested
                ? new(SinkVerdict.Retry, FailureReason.Timeout, Detail: $"No answer within {AttemptTimeout.TotalSeconds:0} s", MayHaveArrived: true)
                : new(SinkVerdict.Retry, FailureReason.Timeout, Detail: $"No connection within {SinkConnection.ConnectTimeout.TotalSeconds:0} s"), default);
        }
        catch (HttpRequestException failure)
        {
            return (Failed(failure), default);
        }
    }

    /// <summary>The name of the client by <c>allowPrivate</c>.</summary>
    public static string Client(bool allowPrivate) => allowPrivate ? PrivateClient : PublicClient;

    private static HttpRequestMessage Message(SinkRequest request)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, request.Url) { Content = new ReadOnlyMemoryContent(request.Body) };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("Orleans.Router", typeof(SinkHttp).Assembly.GetName().Version?.ToString(3)));
        foreach (var (name, value) in request.Headers)
            message.Headers.Add(name, value);
        return message;
    }

    /// <summary>The exception's own message may name the URL, so only its kind is told.</summary>
    private static SinkResult Failed(HttpRequestException failure)
    {
        if (failure.InnerException is PrivateAddressException)
            return new(SinkVerdict.Reject, FailureReason.PrivateAddress, Detail: PrivateDetail);
        var beforeSending = failure.HttpRequestError
            is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
        var detail = failure.InnerException is SocketException socket ? $"{failure.HttpRequestError}: {socket.SocketErrorCode}" : $"{failure.HttpRequestError}";
        return new(SinkVerdict.Retry, FailureReason.Network, Detail: detail, MayHaveArrived: !beforeSending);
    }

    /// <summary>What of the answer's body came in time.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage answer, int max, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(MaxAnswerBytes);
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            while (buffer.WrittenCount < max)
            {
                var room = buffer.GetMemory(MaxAnswerBytes);
                var read = await body.ReadAsync(room[..Math.Min(room.Length, max - buffer.WrittenCount)], cancellationToken);
                if (read == 0)
                    break;
                buffer.Advance(read);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or HttpRequestException)
        {
            // The status has said what matters; who needs the body sees that it isn't whole.
        }

        return buffer.WrittenMemory;
    }

    /// <summary>A body on one line, without the request's secrets; null when there is none.</summary>
    private static string? Detail(ReadOnlyMemory<byte> body, SinkRequest request)
    {
        var text = PlainText.OneLine(Encoding.UTF8.GetString(body.Span));
        foreach (var secret in request.Secrets)
            text = text.Replace(secret, "***", StringComparison.OrdinalIgnoreCase);
        return text.Length == 0 ? null : PlainText.Cut(text, MaxDetail);
    }
}
