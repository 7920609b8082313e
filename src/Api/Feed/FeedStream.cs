using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Router.Domain.Storage;

namespace Router.Api.Feed;

/// <summary>
/// Writes the feed to one client. What it missed it reads from the journal itself, at its own pace; then it hears what the shared reader gives.
/// A write that the client does not take in time ends its connection.
/// </summary>
internal sealed class FeedStream(FeedTail tail, IJournal journal, IHostApplicationLifetime host, TimeProvider time)
{
    private const int PageSize = 500;
    private const int MaxUnflushed = 32 << 10;
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Runs until the client goes, is too slow, or the process stops.</summary>
    /// <param name="context">The request.</param>
    /// <param name="client">The client.</param>
    /// <param name="end">The end of the journal when it joined.</param>
    public async Task RunAsync(HttpContext context, FeedClient client, long end)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, client.Dropped, host.ApplicationStopping);
        var output = context.Response.BodyWriter;
        try
        {
            var after = client.Filter.After ?? end;
            output.Write(FeedFrame.Hello(after));
            await FlushAsync(output, ended.Token);
            after = await CatchUpAsync(output, client.Filter, after, long.MaxValue, ended.Token);
            await CatchUpAsync(output, client.Filter, after, tail.Attach(client), ended.Token);
            while (true)
                await FollowAsync(output, client, ended.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or TimeoutException)
        {
            if (!host.ApplicationStopping.IsCancellationRequested)
                context.Abort();
        }
    }

    /// <summary>Writes what the journal holds up to a position, or up to its end; how far it came.</summary>
    private async Task<long> CatchUpAsync(PipeWriter output, FeedFilter filter, long after, long upTo, CancellationToken cancellationToken)
    {
        while (after < upTo)
        {
            var page = await journal.ReadAfterAsync(after, PageSize, cancellationToken);
            foreach (var entry in page.TakeWhile(entry => entry.Position <= upTo))
            {
                if (FeedReading.Read(entry, filter.Repeats) is { } item && filter.Matches(item))
                    await WriteAsync(output, FeedFrame.Of(entry.Position, item), cancellationToken);
            }

            await FlushAsync(output, cancellationToken);
            if (page.Count == 0)
                return after;
            after = page[^1].Position;
        }

        return after;
    }

    private async Task FollowAsync(PipeWriter output, FeedClient client, CancellationToken cancellationToken)
    {
        if (await WaitAsync(client, cancellationToken))
        {
            while (client.Frames.TryRead(out var frame))
                await WriteAsync(output, frame, cancellationToken);
        }
        else if (tail.CaughtUp(client) is { } position)
            output.Write(FeedFrame.KeepAlive(position));
        await FlushAsync(output, cancellationToken);
    }

    private async Task<bool> WaitAsync(FeedClient client, CancellationToken cancellationToken)
    {
        using var pause = new CancellationTokenSource(KeepAlive, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, cancellationToken);
        try
        {
            return await client.Frames.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private Task WriteAsync(PipeWriter output, byte[] frame, CancellationToken cancellationToken)
    {
        output.Write(frame);
        return output.UnflushedBytes < MaxUnflushed ? Task.CompletedTask : FlushAsync(output, cancellationToken);
    }

    private async Task FlushAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        var flush = output.FlushAsync(cancellationToken);
        if (!flush.IsCompletedSuccessfully)
            await flush.AsTask().WaitAsync(WriteTimeout, time, cancellationToken);
    }
}
