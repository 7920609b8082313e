using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>
/// Speaks Slack's Web API: one message for each incident (<c>chat.postMessage</c>), edited as the incident changes (<c>chat.update</c>), and what happened as replies in its thread.
/// Which message that is, is remembered with the incident's delivery queue.
/// </summary>
internal sealed class SlackBot(SinkHttp http)
{
    public async Task<SinkResult> SendAsync(SlackBotSinkConfig sink, Notification notification, RouterLinks links, CancellationToken cancellationToken)
    {
        var hasButtons = sink.SigningSecret is not null;
        if (SlackMessage.Read(notification.Handle) is { } message)
        {
            var (edited, error, _) = await CallAsync(sink, "chat.update", message.Update(notification, links, hasButtons), cancellationToken);
            if (edited.Verdict == SinkVerdict.Delivered)
                return (await CallAsync(sink, "chat.postMessage", message.Reply(notification), cancellationToken)).Result;
            if (!SlackError.IsMessageLost(error))
                return edited;
        }

        var (posted, _, now) = await CallAsync(sink, "chat.postMessage", SlackMessage.Post(sink.Channel, notification, links, hasButtons), cancellationToken);
        return posted with { Handle = now?.ToString() };
    }

    private async Task<(SinkResult Result, string? Error, SlackMessage? Message)> CallAsync(
        SlackBotSinkConfig sink, string method, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var request = new SinkRequest(new(sink.Url, method), body, [new("Authorization", $"Bearer {sink.BotToken}")], SinkSecrets.Of(sink.Url, sink.BotToken, sink.SigningSecret));
        var (result, answer) = await http.ExchangeAsync(sink, request.As("application/json; charset=utf-8"), cancellationToken);
        if (result.Verdict != SinkVerdict.Delivered)
            return (result, null, null);
        return SlackAnswer.Read(answer.Span) switch
        {
            { IsOk: true, Channel: { } channel, Ts: { } ts } => (result, null, new(channel, ts)),
            { IsOk: false, Error: { } error } => (SlackError.Classify(error, method), error, null),
            _ => (new(SinkVerdict.Reject, FailureReason.Rejected, result.StatusCode, $"{method}: the answer is not Slack's", MayHaveArrived: true), null, null),
        };
    }
}
