using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Router.Domain.Storage;

namespace Router.Api.Feed;

/// <summary>
/// Reads the end of the journal once for all clients of this process, while there are any, and hands each what it wants.
/// It waits for no client: one that is behind by too many events is dropped.
/// </summary>
internal sealed partial class FeedTail(IJournal journal, IOptions<FeedOptions> options, TimeProvider time, ILogger<FeedTail> logger)
{
    /// <summary>How many entries are read at once.</summary>
    public const int PageSize = 1000;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly List<FeedClient> _clients = [];
    private int _joining;
    private long _position;
    private bool _isReading;

    /// <summary>How many clients there are.</summary>
    public int Count => Locked(() => _clients.Count);

    /// <summary>How many of them have caught up.</summary>
    public int AttachedCount => Locked(() => _clients.Count(client => client.IsAttached));

    /// <summary>The journal is being read.</summary>
    public bool IsReading => Locked(() => _isReading);

    /// <summary>Takes a client in; it is given nothing before <see cref="Attach"/>.</summary>
    /// <returns>It, and the end of the journal as it is now; null when there are too many.</returns>
    public async Task<(FeedClient Client, long Position)?> JoinAsync(FeedFilter filter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_clients.Count + _joining >= options.Value.MaxClients)
                return null;
            _joining++;
        }

        try
        {
            var last = await journal.ReadLastPositionAsync(cancellationToken);
            var client = new FeedClient(filter, options.Value.MaxWaiting);
            lock (_gate)
            {
                if (!_isReading)
                {
                    (_isReading, _position) = (true, last);
                    _ = Task.Run(ReadAsync, CancellationToken.None);
                }

                _clients.Add(client);
                return (client, _position);
            }
        }
        finally
        {
            lock (_gate)
                _joining--;
        }
    }

    /// <summary>Begins to give to a client.</summary>
    /// <returns>The position after which it is given everything.</returns>
    public long Attach(FeedClient client)
    {
        lock (_gate)
        {
            client.IsAttached = true;
            return _position;
        }
    }

    /// <summary>Lets a client go.</summary>
    public void Leave(FeedClient client)
    {
        lock (_gate)
            _clients.Remove(client);
        client.Dispose();
    }

    /// <summary>How far the client has heard everything; null while events wait for it.</summary>
    public long? CaughtUp(FeedClient client)
    {
        lock (_gate)
            return client.Frames.Count == 0 ? _position : null;
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
            return read();
    }

    private async Task ReadAsync()
    {
        while (true)
        {
            var wait = Pace;
            try
            {
                var page = await journal.ReadAfterAsync(_position, PageSize);
                lock (_gate)
                {
                    if (_clients.Count == 0)
                    {
                        _isReading = false;
                        return;
                    }

                    Give(page);
                }

                wait = page.Count < PageSize ? Pace : TimeSpan.Zero;
            }
            catch (Exception failure)
            {
                LogNotRead(failure);
                wait = AfterFailure;
            }

            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time);
        }
    }

    private void Give(IReadOnlyList<JournalEntry> page)
    {
        var withRepeats = _clients.Exists(client => client.IsAttached && client.Filter.Repeats);
        foreach (var entry in page)
        {
            if (FeedReading.Read(entry, withRepeats) is { } item)
                Give(entry.Position, item);
            _position = entry.Position;
        }
    }

    private void Give(long position, FeedItem item)
    {
        byte[]? frame = null;
        foreach (var client in _clients.Where(client => client.IsAttached && client.Filter.Matches(item)).ToList())
        {
            if (client.TryGive(frame ??= FeedFrame.Of(position, item)))
                continue;
            client.Drop();
            _clients.Remove(client);
        }
    }

    [LoggerMessage(1401, LogLevel.Warning, "The feed could not read the journal; it tries again")]
    private partial void LogNotRead(Exception failure);
}
