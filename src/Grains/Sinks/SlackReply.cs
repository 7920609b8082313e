using System.Text.Json;
using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>Posts to a <c>response_url</c> (api.slack.com/interactivity/handling, "Message responses"): an ephemeral message that replaces nothing.</summary>
internal sealed partial class SlackReply(SinkHttp http, ILogger<SlackReply> logger) : ISlackReply
{
    private const int MaxText = 3_000;

    public async Task SayAsync(SlackBotSinkConfig sink, Uri responseUrl, string text)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("response_type", "ephemeral");
            json.WriteBoolean("replace_original", false);
            json.WriteString("text", SlackText.Escape(text, MaxText));
            json.WriteEndObject();
        }

        var result = await http.PostAsync(sink, new(responseUrl, stream.ToArray(), [], SinkSecrets.Of(responseUrl)), CancellationToken.None);
        if (result.Verdict != SinkVerdict.Delivered)
            LogNotSaid(sink.Id, result.Reason, result.StatusCode, result.Detail);
    }

    [LoggerMessage(1230, LogLevel.Warning, "Who pressed a button of sink {Sink} could not be answered: {Reason} {Status} {Detail}")]
    private partial void LogNotSaid(string sink, FailureReason? reason, int? status, string? detail);
}
