using Router.Domain.Configuration;

namespace Router.Domain.Delivery;

/// <summary>Answers, in Slack, the person who pressed a button: only they see it.</summary>
public interface ISlackReply
{
    /// <summary>Says it. One try; one that fails is logged.</summary>
    /// <param name="sink">The sink of the message whose button it was: its rule for private addresses holds.</param>
    /// <param name="responseUrl">The call's <c>response_url</c>, a secret.</param>
    /// <param name="text">Plain text.</param>
    Task SayAsync(SlackBotSinkConfig sink, Uri responseUrl, string text);
}
