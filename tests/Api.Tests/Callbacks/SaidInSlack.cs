using System.Threading.Channels;
using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Api.Tests.Callbacks;

/// <summary>What those who pressed a button were told.</summary>
internal sealed class SaidInSlack : ISlackReply
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private readonly Channel<(Uri Url, string Text)> _said = Channel.CreateUnbounded<(Uri, string)>();

    public int Count => _said.Reader.Count;

    public Task<(Uri Url, string Text)> NextAsync() => _said.Reader.ReadAsync().AsTask().WaitAsync(Bound);

    public Task SayAsync(SlackBotSinkConfig sink, Uri responseUrl, string text) => _said.Writer.WriteAsync((responseUrl, text)).AsTask();
}
