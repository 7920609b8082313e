using System.Net.Sockets;
using System.Threading.Channels;
using Router.Load.Requests;

namespace Router.Load.Client;

/// <summary>Runs one load, closed or open loop.</summary>
public sealed class LoadRun : IDisposable
{
    /// <summary>Fewer than a listen queue holds, so that none is tried again a second later.</summary>
    private const int OpenAtOnce = 256;

    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly LoadOptions _options;
    private readonly LatencyHistogram _service = new();
    private readonly LatencyHistogram _response = new();
    private readonly long[] _statuses = new long[600];
    private readonly Channel<long> _due = Channel.CreateUnbounded<long>(new() { AllowSynchronousContinuations = true, SingleWriter = true });
    private readonly CancellationTokenSource _end = new();
    private long _started;
    private long _tickets = -1;
    private long _broken;
    private long _unanswered;
    private volatile bool _isOver;

    private LoadRun(LoadOptions options) => _options = options;

    public static async Task<LoadResult> RunAsync(LoadOptions options)
    {
        using var run = new LoadRun(options);
        return await run.RunAsync();
    }

    public void Dispose() => _end.Dispose();

    private async Task<LoadResult> RunAsync()
    {
        var open = Enumerable.Range(0, _options.Connections).Select(_ => new HttpConnection(_options.Server)).ToArray();
        foreach (var batch in open.Chunk(OpenAtOnce))
            await Task.WhenAll(batch.Select(c => c.OpenAsync(_end.Token)));
        _started = Clock.GetTimestamp();
        var connections = open.Select(RunConnectionAsync).ToArray();
        if (_options.Rate is { } rate)
            await Task.Factory.StartNew(() => Pace(rate), TaskCreationOptions.LongRunning);
        else
            await Task.WhenAny(Task.WhenAll(connections), Task.Delay(_options.Duration, Clock));
        _isOver = true;
        var seconds = Clock.GetElapsedTime(_started).TotalSeconds;
        _end.CancelAfter(_options.Grace);
        await Task.WhenAll(connections);

        var answered = _statuses.Sum();
        return new(
            answered, Math.Round(seconds, 3), Math.Round(_statuses[202] / seconds, 1),
            Enumerable.Range(0, _statuses.Length).Where(s => _statuses[s] > 0).ToDictionary(s => $"{s}", s => _statuses[s]),
            _broken, _unanswered, Unsent(), Latency.Of(_service), _options.Rate is null ? null : Latency.Of(_response));
    }

    private async Task RunConnectionAsync(HttpConnection open, int number)
    {
        await Task.Yield();
        using var connection = open;
        var requests = _options.Requests(number);
        if (_options.Rate is null)
        {
            while (Clock.GetElapsedTime(_started) < _options.Duration && Interlocked.Increment(ref _tickets) is var ticket && ticket < (_options.Total ?? long.MaxValue))
                await SendAsync(connection, requests, ticket, due: null);
            return;
        }

        while (await NextDueAsync() is { } due)
            await SendAsync(connection, requests, Interlocked.Increment(ref _tickets), due);
    }

    /// <summary>The instant of the next request; null when the run is over. Waits with ReadAsync, which wakes one connection a request and not all.</summary>
    private async ValueTask<long?> NextDueAsync()
    {
        try
        {
            return _isOver ? null : await _due.Reader.ReadAsync();
        }
        catch (ChannelClosedException)
        {
            return null;
        }
    }

    private async ValueTask SendAsync(HttpConnection connection, IRequestSource requests, long ticket, long? due)
    {
        var request = requests.Next(ticket);
        var sent = Clock.GetTimestamp();
        _options.Sent?.Invoke(ticket, sent);
        try
        {
            var status = await connection.SendAsync(request, _end.Token);
            var answered = Clock.GetTimestamp();
            Interlocked.Increment(ref _statuses[status]);
            _service.Record(Clock.GetElapsedTime(sent, answered));
            if (due is { } at)
                _response.Record(Clock.GetElapsedTime(at, answered));
        }
        catch (SocketException)
        {
            Interlocked.Increment(ref _broken);
            await Task.Delay(TimeSpan.FromMilliseconds(10), Clock);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _unanswered);
        }
    }

    /// <summary>Puts each request on the queue at its instant, about every millisecond those that became due.</summary>
    private void Pace(double rate)
    {
        var total = Math.Min((long)(rate * _options.Duration.TotalSeconds), _options.Total ?? long.MaxValue);
        var step = Clock.TimestampFrequency / rate;
        using var never = new ManualResetEvent(false);
        for (long next = 0; next < total; never.WaitOne(1))
        {
            var now = Clock.GetTimestamp();
            for (long due; next < total && (due = _started + (long)(next * step)) <= now; next++)
                _due.Writer.TryWrite(due);
        }

        _due.Writer.Complete();
    }

    private long Unsent()
    {
        long unsent = 0;
        while (_due.Reader.TryRead(out _))
            unsent++;
        return unsent;
    }
}
