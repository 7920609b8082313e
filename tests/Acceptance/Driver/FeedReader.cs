using System.Net.Http.Headers;
using System.Text.Json;

namespace Router.Acceptance.Driver;

/// <summary>A client of the feed that keeps what it hears.</summary>
public sealed class FeedReader : IAsyncDisposable
{
    private const string Data = "data: ";
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly CancellationTokenSource _end = new();
    private Task _reading = Task.CompletedTask;

    private FeedReader()
    {
    }

    public RecordedList<JsonElement> Events { get; } = new();

    /// <summary>Begins to listen; what happens from then on is heard.</summary>
    public static async Task<FeedReader> OpenAsync(Uri router, string key)
    {
        var reader = new FeedReader();
        reader._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        reader._reading = reader.ReadAsync(await reader._http.GetStreamAsync(new Uri(router, "api/v1/feed")));
        return reader;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
        _http.Dispose();
    }

    private async Task ReadAsync(Stream stream)
    {
        using var lines = new StreamReader(stream);
        while (await lines.ReadLineAsync(_end.Token) is { } line)
        {
            if (!line.StartsWith(Data, StringComparison.Ordinal))
                continue;
            using var json = JsonDocument.Parse(line[Data.Length..]);
            Events.Add(json.RootElement.Clone());
        }
    }
}
