using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Router.Storage.Sqlite;

/// <summary>Read-only connections, as many as read at the same time; a few stay open with their statements.</summary>
internal sealed class ReaderPool(string path, int kept) : IDisposable
{
    private readonly ConcurrentBag<Reader> _idle = [];
    private volatile bool _disposed;

    /// <summary>Reads on a connection of its own.</summary>
    /// <exception cref="StoreUnavailableException">The store has stopped or can't be read.</exception>
    public T Read<TState, T>(TState state, Func<Reader, TState, T> read)
    {
        ObjectDisposed();
        try
        {
            var reader = _idle.TryTake(out var idle) ? idle : new Reader(path);
            try
            {
                return read(reader, state);
            }
            finally
            {
                Return(reader);
            }
        }
        catch (SqliteException exception)
        {
            throw new StoreUnavailableException($"The store can't be read: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var reader))
            reader.Dispose();
    }

    private void ObjectDisposed()
    {
        if (_disposed)
            throw new StoreUnavailableException("The store has stopped.");
    }

    private void Return(Reader reader)
    {
        if (_disposed || _idle.Count >= kept)
            reader.Dispose();
        else
            _idle.Add(reader);
    }
}
